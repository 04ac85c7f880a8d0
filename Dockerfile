# audionews on Debian, built from the wheel: `docker build -t audionews .`, then
#     docker run --rm -v "$PWD:/news" audionews make story.txt
# The steps are tried in a clean Debian by `.ci/container`, since no Docker engine runs where audionews is tested.
FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv
COPY . /src
RUN python3 -m venv /tmp/build && /tmp/build/bin/pip install --quiet build && /tmp/build/bin/python -m build --wheel --outdir /tmp/wheel /src
RUN python3 -m venv --without-pip /opt/audionews && /tmp/build/bin/pip --python /opt/audionews/bin/python install --quiet --no-cache-dir --no-compile "$(ls /tmp/wheel/*.whl)[documents,edge,publish,serve]"
# What runs never needs: other libraries' tests and types' sources, and debugging symbols.
RUN find /opt/audionews -depth -type d \( -name tests -o -name __pycache__ \) -exec rm -rf {} + && find /opt/audionews -name '*.pyi' -delete

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates fonts-lohit-beng-bengali python3 && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/audionews /opt/audionews
RUN useradd --create-home --uid 1000 listener && mkdir /news && chown listener /news
ENV PATH=/opt/audionews/bin:$PATH LANG=C.UTF-8 AUDIONEWS_CACHE=/news/.cache
USER listener
WORKDIR /news
VOLUME /news
EXPOSE 8000
ENTRYPOINT ["audionews"]
CMD ["--help"]
