# syntax=docker/dockerfile:1
# One worker. Its servers are configured (see .env.example); nothing embedded is meant to run in this image.
FROM eclipse-temurin:17-jdk-jammy AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src src
COPY kafka kafka
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -q -Pfast -Dmaven.test.skip=true package \
    && rm target/hatchet-routes-*-client.jar \
    && mv target/hatchet-routes-*.jar target/hatchet-routes.jar

FROM eclipse-temurin:17-jre-jammy
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin routes \
    && install -d -o routes -g routes /app/data
WORKDIR /app
# The manifest's class path is lib/ beside the jar. Libraries change rarely: a layer of their own.
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/hatchet-routes.jar hatchet-routes.jar
COPY src/main/resources/camel camel
ENV ROUTES_DIR=/app/camel \
    ROUTES_RELOAD=false \
    DATA_DIR=/app/data \
    BIND_ADDRESS=0.0.0.0 \
    HTTP_WITHOUT_LOGIN=true \
    HATCHET_ENGINE=remote \
    MALLOC_ARENA_MAX=2
USER 10001
# No port has a login: publish them to this machine, or behind a proxy that has one.
EXPOSE 8001
# The exec form: SIGTERM reaches the JVM.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-Xss512k", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true", "-jar", "hatchet-routes.jar"]
