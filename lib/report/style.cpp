#include "report/style.h"

namespace tarn::report {

const std::string_view kStyle =
    R"(:root{--paper:#ffffff;--ink:#1b1d21;--muted:#55585f;--grid:#d9dbe0;--soft:#f3f4f6;--link:#0b57a4;
--series-1:#0072b2;--series-2:#d55e00;--series-3:#009e73;--series-4:#cc79a7;--series-5:#e69f00;--series-6:#56b4e9;
--text-1:#00609a;--text-2:#ab4a00;--text-3:#00704f;--text-4:#9a3d72;--text-5:#7d5600;--text-6:#1c6a99;
--theme-mark:#fff0bf;--stance-mark:#d6ebff;--warn:#7a3b00;--warn-paper:#fff4e5}
@media (prefers-color-scheme:dark){:root{--paper:#14161a;--ink:#e8e9ec;--muted:#a8abb3;--grid:#34373e;--soft:#1e2127;--link:#8cc4ff;
--text-1:#6cbcf0;--text-2:#ff9a57;--text-3:#4fd3a6;--text-4:#ecacd0;--text-5:#f2c14e;--text-6:#8fd0f5;
--theme-mark:#4d3f10;--stance-mark:#17395a;--warn:#ffc489;--warn-paper:#33240f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
header,main{max-width:52rem;margin:0 auto;padding:0 1rem}
header{padding-top:2rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .4rem;overflow-wrap:anywhere}
h2{font-size:1.4rem;line-height:1.25;margin:3rem 0 .8rem;padding-top:.6rem;border-top:2px solid var(--grid)}
p{margin:.6rem 0;overflow-wrap:anywhere}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.subtitle,.note,footer{color:var(--muted)}
.note,footer{font-size:.875rem}
.warning{color:var(--warn);background:var(--warn-paper);border-left:4px solid var(--warn);padding:.6rem .8rem}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;list-style:none;margin:1.2rem 0 0;padding:0}
figure{margin:1.6rem 0}
figcaption,caption{font-weight:600;text-align:left;margin:0 0 .4rem;padding:0 0 .3rem}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums;min-width:100%}
th,td{padding:.32rem .6rem;border-bottom:1px solid var(--grid);text-align:right;vertical-align:top}
thead th{color:var(--muted);font-weight:600;vertical-align:bottom}
th:first-child{text-align:left;font-weight:400}
thead th:first-child{font-weight:600}
details{margin:.5rem 0}
summary{cursor:pointer;padding:.2rem 0}
.evidence summary{font-weight:600}
.evidence:target{background:var(--soft)}
.count{color:var(--muted);font-weight:400}
blockquote{margin:.8rem 0;padding:.2rem 0 .2rem .9rem;border-left:3px solid var(--grid)}
.marks{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.2rem 0;padding:0;font-size:.85rem;color:var(--muted)}
.marks b{color:var(--ink)}
mark{color:inherit;border-radius:2px;padding:0 .1em}
mark.theme{background:var(--theme-mark)}
mark.stance{background:var(--stance-mark);text-decoration:underline;text-underline-offset:.2em;text-decoration-thickness:1px}
svg.chart{display:block;min-width:40rem;width:100%;height:auto;font-size:12px}
svg text{fill:var(--ink)}
.tick,.unit{fill:var(--muted)}
.end{text-anchor:end}.middle{text-anchor:middle}
.grid{stroke:var(--grid)}.axis{stroke:var(--muted)}
.bar{fill-opacity:.62}.whisker{stroke:var(--ink);stroke-width:1.3}
.line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}.dashed{stroke-dasharray:6 4}
.line.s1{stroke:var(--series-1)}.line.s2{stroke:var(--series-2)}.line.s3{stroke:var(--series-3)}.line.s4{stroke:var(--series-4)}.line.s5{stroke:var(--series-5)}.line.s6{stroke:var(--series-6)}
.dot.s1,.f1{fill:var(--series-1)}.dot.s2,.f2{fill:var(--series-2)}.dot.s3,.f3{fill:var(--series-3)}.dot.s4,.f4{fill:var(--series-4)}.dot.s5,.f5{fill:var(--series-5)}.dot.s6,.f6{fill:var(--series-6)}
svg .t1{fill:var(--text-1)}svg .t2{fill:var(--text-2)}svg .t3{fill:var(--text-3)}svg .t4{fill:var(--text-4)}svg .t5{fill:var(--text-5)}svg .t6{fill:var(--text-6)}
svg .on1{fill:#fff}svg .on2,svg .on3,svg .on4,svg .on5,svg .on6{fill:#000}
.hatch{stroke:var(--grid);stroke-width:2}.na{stroke:var(--grid)}
@media print{body{font-size:10pt}header,main{max-width:none}nav{display:none}details>*{display:block}h2,figure,blockquote{break-inside:avoid}.scroll{overflow:visible}svg.chart{min-width:0}a{color:inherit}}
)";

}  // namespace tarn::report
