# SPDX-License-Identifier: EUPL-1.2
"""The committed SDL: `python -m schema.sdl` writes schema/schema.graphql, with --check it only compares."""

from schema.api import schema
from schema.derived import main

NAME = "schema/schema.graphql"


def text() -> str:
    """The schema as SDL."""
    return f"# SPDX-License-Identifier: EUPL-1.2\n{schema.as_str()}\n"


if __name__ == "__main__":
    main(NAME, text(), "Write the GraphQL schema as SDL.")
