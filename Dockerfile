# docker build -t salus .
# docker run -p 3000:3000 -v salus-data:/data -e SALUS_PUBLIC_URL=https://… salus
#
# The image holds the server, the site and nothing to build them with. It runs as user 10001.

FROM rust:1.95-bookworm AS builder
# Debian 12's own Node.js is older than our tools want; this one comes with its npm.
COPY --from=node:22-bookworm-slim /usr/local/bin/node /usr/local/bin/node
COPY --from=node:22-bookworm-slim /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src
ENV SALUS_TOOLS=/opt/salus-tools
# The tools depend on Cargo.lock (wasm-bindgen's version) and on the scripts, not on our sources.
COPY Cargo.lock ./
COPY scripts ./scripts
COPY frontend/start/package.json frontend/start/package-lock.json frontend/start/.npmrc ./frontend/start/
RUN scripts/setup.sh build
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target,sharing=locked \
    scripts/build.sh --force \
    && install -D -m 755 target/release/salus /out/salus \
    && strip --strip-debug /out/salus \
    && install -m 644 target/release/hash.txt /out/hash.txt \
    && cp -r target/site /out/site

FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="Salus" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --system --gid 10001 salus \
    && useradd --system --uid 10001 --gid salus --home-dir /data --no-create-home --shell /usr/sbin/nologin salus \
    && install -d -o salus -g salus -m 750 /data
# The names of the hashed files are read from the hash.txt beside the executable.
COPY --from=builder /out /app
ENV SALUS_ENV=production \
    SALUS_ADDR=0.0.0.0:3000 \
    SALUS_SITE_ROOT=/app/site \
    DATABASE_URL=sqlite:///data/salus.sqlite
WORKDIR /data
VOLUME /data
USER 10001:10001
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["/app/salus", "health"]
ENTRYPOINT ["/app/salus"]
CMD ["serve"]
