"""All benchmarks, printed by one command: `python -m benchmarks`."""

from __future__ import annotations

from benchmarks import anchors, audit, exports, find, load, page, report, rules, sealing, start

if __name__ == "__main__":
    start.main()
    load.main()
    anchors.main()
    find.main()
    rules.main()
    exports.main()
    page.main()
    audit.main()
    report.main()
    sealing.main()
