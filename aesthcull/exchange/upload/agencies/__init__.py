"""The agencies, one module each, and the table of them.

A new one is a module with an `Agency` and a row here; the command line, the window and the tests read this
table. Say in the module where each of its limits comes from.
"""

from __future__ import annotations

from aesthcull.exchange.upload.agencies.adobe import ADOBE
from aesthcull.exchange.upload.agencies.dreamstime import DREAMSTIME
from aesthcull.exchange.upload.agencies.freepik import FREEPIK
from aesthcull.exchange.upload.agencies.pond5 import POND5
from aesthcull.exchange.upload.agencies.rf123 import RF123
from aesthcull.exchange.upload.agencies.shutterstock import SHUTTERSTOCK
from aesthcull.exchange.upload.agencies.vecteezy import VECTEEZY
from aesthcull.exchange.upload.agency import Agency

AGENCIES: tuple[Agency, ...] = (ADOBE, SHUTTERSTOCK, POND5, DREAMSTIME, RF123, FREEPIK, VECTEEZY)
BY_ID = {agency.id: agency for agency in AGENCIES}
