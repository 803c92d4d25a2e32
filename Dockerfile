# syntax=docker/dockerfile:1
# SPDX-License-Identifier: EUPL-1.2

# The browser application
FROM node:24-slim AS frontend
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-progress
COPY frontend/ ./
RUN npm run build

# The wheel and everything it needs, in one virtual environment
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/verbind
COPY requirements/runtime.txt requirements/build.txt /src/requirements/
RUN /opt/verbind/bin/pip install --require-hashes --only-binary=:all: -r /src/requirements/runtime.txt \
 && python -m pip install --require-hashes -r /src/requirements/build.txt
WORKDIR /src
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY schema/ schema/
COPY graph_api/ graph_api/
COPY loaders/ loaders/
COPY --from=frontend /src/graph_api/web/static/ graph_api/web/static/
RUN python -m pip wheel --no-deps --no-build-isolation --wheel-dir /dist . \
 && /opt/verbind/bin/pip install --no-deps --no-index /dist/*.whl \
 && /opt/verbind/bin/python -m compileall -q /opt/verbind/lib

# What runs: no compiler, no package manager's cache, no root
FROM python:3.13-slim
LABEL org.opencontainers.image.title="Verbind" \
      org.opencontainers.image.licenses="EUPL-1.2"
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin verbind \
 && install -d -o verbind -g verbind /data
COPY --from=build /opt/verbind /opt/verbind
ENV PATH=/opt/verbind/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    VERBIND_HOST=0.0.0.0 \
    VERBIND_PORT=8000 \
    VERBIND_STORE=sqlite:////data/verbind.db
WORKDIR /data
VOLUME /data
USER verbind
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"VERBIND_PORT\"]}/health/ready', timeout=4)"]
CMD ["verbind", "serve"]
