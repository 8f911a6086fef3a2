# One image for every process of the system; the command says which (see docker-compose.yml).
# Base images are named by release; `docker build --pull` takes their security updates.

FROM python:3.11.14-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore

WORKDIR /app
RUN python -m venv --without-pip /opt/venv

# The libraries first: they change seldom, so this layer is kept.
COPY requirements/base.txt requirements/base.txt
RUN pip --python /opt/venv/bin/python install --require-hashes -r requirements/base.txt

COPY . .
# What builds is left behind; the code is read from where it lies, compiled once and for all.
RUN pip --python /opt/venv/bin/python install --no-deps --no-build-isolation \
        --config-settings editable_mode=compat -e . \
    && pip --python /opt/venv/bin/python uninstall --yes setuptools \
    && python -m compileall -q -j 0 bot worker dti_core sandbox dti \
    && chmod -R a+rX,go-w /app /opt/venv


FROM python:3.11.14-slim-bookworm

ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="dti" \
      org.opencontainers.image.description="Chấm điểm chỉ số chuyển đổi số của tỉnh qua trò chuyện" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    DTI_ENV=production \
    DTI_DATA_DIR=/data

COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app

# Any user id of group 0 works too, as some platforms choose one: the volume belongs to that group.
RUN useradd --system --uid 10001 --gid 0 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin dti \
    && install -d -o 10001 -g 0 -m 0770 /data

WORKDIR /app
USER 10001:0
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["dti", "health"]
CMD ["dti", "--help"]
