#!/usr/bin/env python3
"""The HTML report: well-formed, refers to nothing outside, readable by contrast and by screen reader, and a real browser shows it
without a complaint, on a desk, on a telephone and on paper; also with 100,000 people. Without Chromium the browser part is
skipped: exit 77.

usage: check_html.py MFAX SOURCE_DIR structure|browser|large
"""
import html.parser
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from program import NOW, Check, run

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SCREENSHOT_BYTES = 20000  # a blank page of this size is far smaller
TEXT_CONTRAST, SHAPE_CONTRAST = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
TEXT_PAIRS = [(ink, ground) for ink in ("ink", "soft") for ground in ("bg", "card", "warn-bg", "bad-bg")] + [
    (ink, ground) for ink in ("accent", "critical", "high", "medium", "low") for ground in ("bg", "card")] + [("critical", "bad-bg")]
SHAPE_PAIRS = [("accent", "card"), ("accent", "h0"), ("critical", "card"), ("high", "card"), ("medium", "card"), ("low", "card"), ("h7", "h0")]
LARGE_PEOPLE, LARGE_ROWS, LARGE_BYTES = 100000, 300000, 40_000_000


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.problems, self.ids, self.references, self.metas, self.tags = [], [], [], [], [], {}

    def handle_starttag(self, tag, attrs):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        for key, value in attrs:
            value = value or ""
            if key.startswith("on"):
                self.problems.append(f"event handler {key} in <{tag}>")
            if key in ("src", "href", "xlink:href", "action", "poster", "data", "srcset") and not value.startswith(("#", "tel:", "mailto:")):
                self.problems.append(f"<{tag} {key}={value[:60]!r}> leads outside")
            if key == "href" and value.startswith("#"):
                self.references.append(value[1:])
            if key == "id":
                self.ids.append(value)
        if tag == "meta":
            self.metas.append(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> at line {self.getpos()[0]} closes {self.open[-1] if self.open else 'nothing'}")
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
            return
        self.open.pop()


def make_page(mfax, source, folder):
    """The incident of the samples, plus a log and a directory full of hostile values."""
    incident = source / "samples" / "incident"
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    log = folder / "hostile.csv"
    log.write_text('message id,time,phone number,carrier,country,state\n'
                   f'1,2024-03-05T10:00:00Z,+13035550161,"{hostile.replace(chr(34), chr(34) * 2)}",US,\'><b>\n'
                   '2,2024-03-05T10:00:00Z,<script>x</script>,</style></title>,US,TX\n'
                   + "".join(f"{row},2024-03-06T10:00:00Z,+13035550161,AT&T,US,TX\n" for row in range(3, 12)), encoding="utf-8")
    people = folder / "people.csv"
    people.write_text('username,email,display name,mobile phone,title\n'
                      f'eve,"e@example.org","{hostile.replace(chr(34), chr(34) * 2)}",+13035550161,=1+1\n', encoding="utf-8")
    page = folder / "report.html"
    run(mfax, "analyze", "--log", str(incident / "provider-copy.csv"), "--log", str(log), "--directory",
        str(incident / "duo-users.json"), "--directory", str(incident / "ad-users.csv"), "--directory", str(people),
        "--default-region", "US", "--window", "2024-03-01..2024-03-31", "--format", "html", "-o", str(page), "--now", NOW,
        codes=(4,))
    return page


def luminance(color):
    """WCAG 2.2: relative luminance of "#rgb" or "#rrggbb"."""
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colors_of(style):
    """The colours of the page by mode: --name:#rrggbb in :root, in the dark block and in the print block."""
    def variables(text):
        return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3}(?:[0-9a-f]{3})?)\b", text))
    light_text, dark_text = style.split("@media (prefers-color-scheme:dark)", 1)
    light = variables(light_text)
    return {"light": light, "dark": {**light, **variables(dark_text.split("}}", 1)[0])},
            "print": {**light, **variables(style.split("@media print", 1)[1].split("}", 1)[0])}}


def check_contrast(check, text):
    for mode, colors in colors_of(re.search(r"<style>(.*?)</style>", text, re.S).group(1)).items():
        for pairs, least in ((TEXT_PAIRS, TEXT_CONTRAST), (SHAPE_PAIRS, SHAPE_CONTRAST)):
            for one, other in pairs:
                ratio = contrast(colors[one], colors[other])
                check.true(f"{mode}: {one} on {other} has a contrast of {ratio:.2f}, less than {least}", ratio >= least)


def check_charts(check, text):
    """Whoever cannot see a chart finds a name on it and its numbers in a table of the same figure."""
    figures = re.findall(r"<figure.*?</figure>", text, re.S)
    check.true("there are no charts", len(figures) >= 10)
    for figure in figures:
        title = re.search(r"<figcaption>(.*?)</figcaption>", figure, re.S)
        check.true(f"a figure without a caption: {figure[:80]}", title is not None)
        check.true(f"no table behind the chart {title.group(1) if title else ''}", "<table" in figure)
    for svg in re.findall(r"<svg[^>]*>", text):
        check.true(f"a chart without role and name: {svg[:90]}", 'role="img"' in svg and re.search(r'aria-label="[^"]+"', svg))
    for wanted in ("Messages a day (UTC)", "hour of the week (UTC)", "own clocks", "by carrier", "of residence", "of the number",
                   "in the log", "by state", "by type", "messages received"):
        check.true(f"no chart: {wanted}", any(wanted in figure for figure in figures))


def check_order(check, text):
    """product.md 9 names the order of the parts."""
    wanted = ["answer", "exposed", "checks", "first", "charts", "lists", "people", "steps", "method"]
    check.equal("sections", re.findall(r'<section id="([a-z]+)"', text), wanted)
    levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
    check.true("headings skip a level", all(after - before <= 1 for before, after in zip(levels, levels[1:])))
    check.equal("headings of level 1", levels.count(1), 1)


def check_structure(check, page, is_large=False):
    text = page.read_text(encoding="utf-8")
    check_contrast(check, text)
    check_charts(check, text)
    check_order(check, text)
    parser = Page()
    parser.feed(text)
    parser.close()
    check.problems += parser.problems
    check.equal("elements left open", parser.open, [])
    check.true("no <!doctype html>", text.lower().startswith("<!doctype html>"))
    check.true("no lang on <html>", re.search(r"<html[^>]* lang=", text) is not None)
    policies = [meta.get("content", "") for meta in parser.metas if meta.get("http-equiv", "").lower() == "content-security-policy"]
    check.equal("content security policies", len(policies), 1)
    check.true("the policy does not begin with default-src 'none'", policies and policies[0].startswith("default-src 'none'"))
    check.true("the policy allows unsafe-inline", not (policies and "unsafe-inline" in policies[0]))
    check.true("there is a script", "script" not in parser.tags)
    check.true("there is an image or frame", not {"img", "iframe", "object", "embed", "link"} & set(parser.tags))
    check.true("style refers outside", not re.search(r"@import|url\(\s*['\"]?(?!#|data:)", text))
    check.equal("ids used twice", sorted({name for name in parser.ids if parser.ids.count(name) > 1}), [])
    check.equal("links to nothing", sorted(set(parser.references) - set(parser.ids)), [])
    check.true("no table behind the charts", parser.tags.get("table", 0) > 0)
    if not is_large:
        check.true("a whole number is in the page, though the mask is last4", not re.search(r"\+\d{11}", text))


def browse(chromium, folder, *words):
    return subprocess.run([chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions",
                           "--disable-background-networking", "--no-first-run", "--enable-logging=stderr", "--v=0",
                           f"--user-data-dir={folder}/profile", *words],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=180, check=False)


def check_browser(check, page, folder):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("skipped: Chromium is not installed (scripts/install-packages --with-browser)")
        sys.exit(77)
    done = browse(chromium, folder, "--virtual-time-budget=3000", "--dump-dom", page.as_uri())
    dom = done.stdout.decode("utf-8", "replace")
    check.equal("exit code of the browser", done.returncode, 0)
    complaints = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "CONSOLE" in line]
    check.equal("messages on the console", complaints, [])
    check.true("the page has no text in the browser", "People exposed" in dom or "people" in dom.lower())
    check.true("a script came into being", "<script" not in dom.lower())
    for width, words in (("1280", []), ("500", []), ("1280", ["--force-dark-mode"])):
        image = folder / f"page{width}{len(words)}.png"
        browse(chromium, folder, f"--window-size={width},2400", *words, f"--screenshot={image}", page.as_uri())
        size = image.stat().st_size if image.exists() else 0
        check.true(f"the screenshot of {width} is empty ({size} bytes)", size > SCREENSHOT_BYTES)
    paper = folder / "page.pdf"
    browse(chromium, folder, "--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())
    check.true("nothing was printed", paper.exists() and paper.stat().st_size > SCREENSHOT_BYTES)


def check_large(check, mfax, source, folder):
    """A page stays one that a browser opens, however many people there are: tables are cut and say which file has the rest."""
    log, people, page = folder / "log.csv", folder / "people.csv", folder / "report.html"
    subprocess.run([sys.executable, "-B", str(source / "tests" / "bench" / "generate_log.py"), "csv", str(LARGE_ROWS), str(LARGE_PEOPLE),
                    str(log), str(people)], check=True, stdout=subprocess.DEVNULL)
    run(mfax, "analyze", "--log", str(log), "--directory", str(people), "--format", "html", "-o", str(page), "--now", NOW)
    text = page.read_text(encoding="utf-8")
    check.true(f"the page has {len(text)} characters", len(text) < LARGE_BYTES)
    check.true("cut tables do not name the file that has everybody", "more are not shown here; all of them are in people.csv" in text)
    check_structure(check, page, is_large=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is not None:
        begin = time.monotonic()
        done = browse(chromium, folder, f"--screenshot={folder / 'large.png'}", "--window-size=1280,2400", page.as_uri())
        check.equal("exit code of the browser", done.returncode, 0)
        print(f"{len(text) / 1e6:.1f} MB, on the screen after {time.monotonic() - begin:.1f} s")


def main():
    mfax, source, part = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    check = Check()
    with tempfile.TemporaryDirectory(prefix="mfax-html-") as name:
        folder = Path(name)
        if part == "large":
            check_large(check, mfax, source, folder)
            check.finish()
        page = make_page(mfax, source, folder)
        if part == "structure":
            check_structure(check, page)
        else:
            check_browser(check, page, folder)
    check.finish()


if __name__ == "__main__":
    main()
