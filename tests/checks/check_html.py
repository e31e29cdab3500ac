#!/usr/bin/env python3
"""The HTML report: well-formed, refers to nothing outside, and a real browser shows it without a complaint.
Without Chromium the browser part is skipped: exit 77.

usage: check_html.py MFAX SOURCE_DIR structure|browser
"""
import html.parser
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from program import NOW, Check, run

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SCREENSHOT_BYTES = 20000  # a blank page of this size is far smaller


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


def check_structure(check, page):
    text = page.read_text(encoding="utf-8")
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
    image = folder / "page.png"
    browse(chromium, folder, "--window-size=1280,2400", f"--screenshot={image}", page.as_uri())
    size = image.stat().st_size if image.exists() else 0
    check.true(f"the screenshot is empty ({size} bytes)", size > SCREENSHOT_BYTES)


def main():
    mfax, source, part = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    check = Check()
    with tempfile.TemporaryDirectory(prefix="mfax-html-") as name:
        folder = Path(name)
        page = make_page(mfax, source, folder)
        if part == "structure":
            check_structure(check, page)
        else:
            check_browser(check, page, folder)
    check.finish()


if __name__ == "__main__":
    main()
