"""The running exchange and the phones of the tests of whole calls, for the benchmarks to use."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "calls"))

import sipp
from dialling import EVENT_TYPE, Dialling
from probes import PACKET, Probe, Probes, measure_before_all_else
from running_house import RunningHouse, running_house

__all__ = [
    "EVENT_TYPE",
    "PACKET",
    "Dialling",
    "Probe",
    "Probes",
    "RunningHouse",
    "measure_before_all_else",
    "running_house",
    "sipp",
]
