# SPDX-License-Identifier: EUPL-1.2
"""What may not happen in any page: errors, failed requests, requests to elsewhere, a broken content security policy."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

# Chromium says so on the console too, but not for each kind of violation.
_REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
  console.error(`policy violated: ${violatedDirective} by ${blockedURI} in ${sourceFile}`))"""


@dataclass
class Watch:
    """Follows all pages of a context that belongs to a server at `url`."""

    url: str
    requests: list[Request] = field(default_factory=list[Request])
    problems: list[str] = field(default_factory=list[str])
    expected: set[int] = field(default_factory=set[int])
    """Statuses of answers that are no problem in this test."""

    def follow(self, context: BrowserContext) -> None:
        """From now on."""
        context.add_init_script(_REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"thrown: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        told_by_response = any(f"status of {status}" in message.text for status in self.expected)
        if message.type in ("error", "warning") and not told_by_response and not _about_drawing(message.text):
            self.problems.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((f"{self.url}/", f"blob:{self.url}/")):
            self.problems.append(f"asked elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        # Whoever goes on to another page no longer needs what the last one asked for.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.problems.append(f"HTTP {response.status}: {response.url}")


def _about_drawing(text: str) -> bool:
    """Whether it is Chromium's remark that reading back a drawing made without a graphics card is slow."""
    return "GPU stall due to ReadPixels" in text
