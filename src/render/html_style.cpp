// The style sheet of the HTML report: light, dark and print. No input. Out: CSS whose hash the page's CSP names.
// Called by html.cpp. System fonts only: the page loads nothing.
#include "render/html_page.hpp"

namespace mfax {

std::string_view html_style() noexcept {
  return R"css(
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1a2230;--soft:#566175;--line:#dde2ea;--accent:#2459c4;
--accent-soft:#a9c0ee;--critical:#b3152b;--high:#b84e06;--medium:#8a6a00;--low:#4a6680;--ok:#1d7a45;--warn-bg:#fff6e5;
--warn-line:#e7b65a;--bad-bg:#fdecee;--bad-line:#d98590;--h0:#eef1f6;--h1:#d9e4fa;--h2:#b9cdf4;--h3:#91b0ea;--h4:#658edd;
--h5:#3d6ccb;--h6:#224ea6;--h7:#13357a}
@media (prefers-color-scheme:dark){:root{--bg:#10141b;--card:#181e28;--ink:#e4e9f1;--soft:#9aa7ba;--line:#2c3544;
--accent:#7fa8ff;--accent-soft:#3b5589;--critical:#ff7a8a;--high:#ff9f55;--medium:#e3c04b;--low:#9bb4cc;--ok:#5fce8e;
--warn-bg:#2b2413;--warn-line:#7d6223;--bad-bg:#321a1f;--bad-line:#84404b;--h0:#1f2733;--h1:#22355b;--h2:#2a4679;
--h3:#345a9b;--h4:#4570bd;--h5:#6089d8;--h6:#88abee;--h7:#bcd1fb}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.wrap{max-width:1180px;margin:0 auto;padding:0 20px 48px}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;background:var(--card);padding:8px 12px;z-index:2}
header{padding:28px 0 8px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:19px;margin:0 0 12px}
h3{font-size:15px;margin:20px 0 8px}
p{margin:0 0 10px}
nav ul{display:flex;flex-wrap:wrap;gap:4px 16px;list-style:none;margin:12px 0 18px;padding:0;font-size:14px}
section,.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px 20px;margin:0 0 18px}
.kicker,.note,.soft{color:var(--soft)}
.note,.small{font-size:13px}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:4px 18px;margin:0}
.facts dt{color:var(--soft)}
.facts dd{margin:0;min-width:0;overflow-wrap:anywhere}
.mono,code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:12.5px}
.hash{overflow-wrap:anywhere}
.banner{border:1px solid;border-radius:10px;padding:12px 16px;margin:0 0 18px}
.banner.bad{background:var(--bad-bg);border-color:var(--bad-line)}
.banner.good{background:var(--card);border-color:var(--line)}
.big{font-size:34px;line-height:1.15;font-weight:700;margin:0}
.big small{font-size:17px;font-weight:500;color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(128px,1fr));gap:10px;margin:16px 0 0}
.tile{border:1px solid var(--line);border-radius:8px;padding:10px 12px}
.tile b{display:block;font-size:21px;line-height:1.2;font-variant-numeric:tabular-nums}
.tile span{color:var(--soft);font-size:13px}
.sevbar{display:block;width:100%;height:18px;margin:14px 0 6px;border-radius:5px}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0;padding:0;list-style:none;font-size:14px}
.sev{display:inline-block;border:1px solid currentColor;border-radius:20px;padding:0 9px;font-size:12.5px;font-weight:600;line-height:1.6;white-space:nowrap}
.critical{color:var(--critical)}.high{color:var(--high)}.medium{color:var(--medium)}.low{color:var(--low)}
svg .critical{fill:var(--critical)}svg .high{fill:var(--high)}svg .medium{fill:var(--medium)}svg .low{fill:var(--low)}
.two{display:grid;grid-template-columns:1fr 1fr;gap:0 36px}
.two>*{min-width:0}
ul.plain{margin:0 0 10px;padding-left:20px}
ul.plain li{margin:2px 0}
.next{margin:0 0 14px;padding-left:22px}
.next li{margin:4px 0}
.next .soft{display:inline-block}
li.no{color:var(--soft)}
.scroll{overflow-x:auto;margin:0 0 8px}
table{border-collapse:collapse;width:100%;font-size:14px}
caption{text-align:left;color:var(--soft);font-size:13px;padding:0 0 6px}
th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}
td{max-width:340px}
thead th{font-size:13px;color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:500}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead .n{text-align:right}
.nowrap{white-space:nowrap}
.total th,.total td{font-weight:700;border-bottom:2px solid var(--line)}
.charts{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:22px 36px}
.charts>*{min-width:0}
.wide{grid-column:1/-1}
figure{margin:0}
figcaption{font-weight:600;margin:0 0 8px}
svg{display:block;width:100%;height:auto;font:12px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
.wide svg{min-width:680px}
svg text{fill:var(--soft)}
svg .lab{fill:var(--ink)}
.bar{fill:var(--accent)}.weekend{fill:var(--accent-soft);stroke:var(--accent);stroke-width:1}.track{fill:var(--h0)}
.grid{stroke:var(--line);stroke-width:1}
.silent{fill:var(--bad-bg);stroke:var(--critical);stroke-width:1;stroke-dasharray:3 2}
.q0{fill:var(--h0)}.q1{fill:var(--h1)}.q2{fill:var(--h2)}.q3{fill:var(--h3)}.q4{fill:var(--h4)}.q5{fill:var(--h5)}.q6{fill:var(--h6)}.q7{fill:var(--h7)}
details{margin:6px 0}
summary{cursor:pointer;padding:3px 0}
details.data>summary{color:var(--soft);font-size:13px}
details.list{border-bottom:1px solid var(--line);padding:4px 0}
details.list>summary b{font-variant-numeric:tabular-nums}
details.person{border:1px solid var(--line);border-radius:8px;padding:6px 14px;margin:6px 0}
details.person>summary .who{font-weight:600;overflow-wrap:anywhere}
details.person[open]{padding-bottom:12px}
.check{list-style:none;margin:0 0 6px;padding:0}
.check li{background:var(--warn-bg);border-left:4px solid var(--warn-line);padding:6px 12px;margin:0 0 6px;border-radius:0 6px 6px 0}
footer{color:var(--soft);font-size:13px}
@media (max-width:760px){.wrap{padding:0 12px 32px}section,.card{padding:14px}.two,.charts{grid-template-columns:minmax(0,1fr)}
.facts{grid-template-columns:1fr;gap:0}.facts dd{margin:0 0 8px}.big{font-size:28px}h1{font-size:22px}
.tiles{grid-template-columns:1fr 1fr}}
@media print{:root{--bg:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb}body{font-size:11pt}nav,.skip{display:none}
.wrap{max-width:none;padding:0}section,.card{border:0;border-top:1px solid #999;border-radius:0;padding:10px 0;margin:0}
figure,details.person,.tile,tr{break-inside:avoid}h2,h3{break-after:avoid}.scroll{overflow:visible}.wide svg{min-width:0}
details::details-content{content-visibility:visible;block-size:auto}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";
}

}  // namespace mfax
