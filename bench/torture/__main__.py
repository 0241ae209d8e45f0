"""Torture a running Gnomon: `make torture`, or `python -m bench.torture`.

python -m bench.torture                             all parts, for five minutes
python -m bench.torture --minutes 60 --seed 7       longer, with the choices of an earlier run
python -m bench.torture kills signals               these parts only

Prints what was counted, a line after each half minute and all of it at the end. The exit status is 1 if an answer or
score was lost or doubled, if a call was answered with 5xx that nothing excuses, if calls stalled, or if a server did
not start, stop or recover as it should.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from bench.torture.campaign import PARTS, Campaign


def main(argv: Sequence[str] | None = None) -> int:
    options = _options(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # raises SystemExit: the servers are then stopped
    folder = Path(tempfile.mkdtemp(prefix="gnomon-torture-"))
    print(f"Parts: {', '.join(options.parts)}. Repeat the choices with: --seed {options.seed}", flush=True)
    started = time.monotonic()
    campaign = Campaign(folder, options.seed, options.minutes, options.parts, options.stall_s)
    try:
        campaign.run()
    except Exception:  # the numbers so far are printed all the same
        campaign.tally.fault(f"the campaign broke off:\n{traceback.format_exc()}")
    print("\n".join(campaign.tally.lines(time.monotonic() - started)))
    if campaign.tally.faults:
        print(f"The data and the servers' logs are in {folder}.")
        return 1
    shutil.rmtree(folder)
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.torture", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; default: all")
    parser.add_argument("--minutes", type=float, default=5.0, help="time limit; the last comparison may exceed it")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30), help="of all choices")
    parser.add_argument(
        "--stall-s", type=float, default=10.0, help="a longer time without any answered call is a fault"
    )
    options = parser.parse_args(argv)
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"unknown part: {', '.join(sorted(unknown))}; the parts are {', '.join(PARTS)}")
    options.parts = options.parts or list(PARTS)
    return options


if __name__ == "__main__":
    sys.exit(main())
