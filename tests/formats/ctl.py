"""What tests of frontdeskctl's formats stand on: a CRM of their own, and TAP."""
import os
import subprocess
import sys
import tempfile

TOP = os.environ.get("top_srcdir", ".")
BUILD = os.environ.get("top_builddir", ".")
DATA = os.environ.get("FRONTDESK_TEST_DATA") or os.path.join(TOP, "..", "shared", "data")


class Crm:
    """A new CRM with the starter partnership, gone with the test."""

    def __init__(self, publish=False):
        self.folder = tempfile.TemporaryDirectory()
        self.database = "sqlite:" + self.path("crm.db")
        self.ctl("init", "--partnership", TOP + "/scripts/partnership.yml")
        if publish:
            self.ctl("publish", TOP + "/scripts")

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def run(self, *words):
        return subprocess.run([BUILD + "/frontdeskctl", "--db", self.database, *words],
                              capture_output=True, text=True, encoding="utf-8", check=False)

    def ctl(self, *words):
        done = self.run(*words)
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(words)}: {done.returncode}: {done.stderr}")
        return done.stdout


def tap(*tests):
    """Runs each test; its first line of documentation is its name. One that returns a text was
    skipped, because of that."""
    failed = 0
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        name = test.__doc__.strip().splitlines()[0]
        try:
            skipped = test()
            print(f"ok {number} - {name}" + (f" # SKIP {skipped}" if skipped else ""))
        except Exception as fault:  # a test that ends in any way but well has failed
            failed += 1
            print(f"not ok {number} - {name}")
            print("# " + f"{type(fault).__name__}: {fault}".replace("\n", "\n# ")[:2000])
    sys.exit(1 if failed else 0)
