"""Ask pip-audit for known holes in what is installed; say plainly of which packages no database could tell.

Exit code 1 where a hole is known; 0 where none is, and where no database could be reached: a machine without the web
has not been audited, which is no finding, and which is said.
"""

import json
import subprocess
import sys


def main() -> int:
    """Run it; return the exit code."""
    command = [sys.executable, "-m", "pip_audit", "--skip-editable", "--progress-spinner", "off", "--format", "json"]
    command += ["--timeout", "10"]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")  # noqa: S603 - our own words
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(done.stderr[-2000:], file=sys.stderr)
        print("NOT AUDITED: no database of known holes could be reached from here.")
        return 0
    asked = [one for one in found if "skip_reason" not in one]
    holes = [(one, hole) for one in asked for hole in one["vulns"]]
    for one, hole in holes:
        print(f"{one['name']} {one['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'nothing'}")
    if not asked:
        print(f"NOT AUDITED: no database of known holes knows any of these {len(found)} packages from here.")
    else:
        print(f"{len(holes)} known holes in {len(asked)} packages; {len(found) - len(asked)} could not be asked about.")
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
