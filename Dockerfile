# One image for every process of the system; the command says which (see docker-compose.yml).
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore

WORKDIR /app

# The libraries first: they change seldom, so this layer is kept.
COPY requirements/base.txt requirements/base.txt
RUN pip install --require-hashes -r requirements/base.txt

COPY . .
RUN pip install --no-deps --no-build-isolation --config-settings editable_mode=compat -e . \
    && python -m compileall -q bot worker dti_core sandbox dti \
    && useradd --system --uid 10001 --no-create-home dti \
    && install -d -o dti -g dti -m 0700 /data

ENV DTI_ENV=production \
    DTI_DATA_DIR=/data
USER dti
VOLUME /data
CMD ["dti", "--help"]
