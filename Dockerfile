# The site and its task worker; compose.yaml shows them together with their servers.
FROM python:3.13-slim-bookworm AS build
RUN python -m venv /venv
COPY requirements/base.txt /tmp/base.txt
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/base.txt

FROM python:3.13-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /srv/passerelle passerelle
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production \
    PASSERELLE_VAR=/srv/passerelle/var
COPY --from=build /venv /venv
WORKDIR /srv/passerelle/app
COPY . .
RUN for po in $(find . -name django.po); do pybabel compile -i "$po" -o "${po%.po}.mo" -l fr; done \
    && DJANGO_SETTINGS_MODULE=cms.settings.build python manage.py collectstatic --no-input \
    && mkdir -p /srv/passerelle/var/media /srv/passerelle/var/private \
    && chown -R passerelle: /srv/passerelle/var
USER passerelle
EXPOSE 8000
CMD ["gunicorn", "--config", "python:cms.gunicorn", "cms.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3"]
