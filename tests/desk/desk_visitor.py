"""Somebody who asks the desk for pages, in this process."""

from litestar import Litestar
from litestar.testing import TestClient

HOME = "http://127.0.0.1"
FROM_OUR_PAGE = {"sec-fetch-site": "same-origin"}

Browser = TestClient[Litestar]
