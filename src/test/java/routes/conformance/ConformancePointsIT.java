package routes.conformance;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import routes.hatchet.testing.TestEngine;

/**
 * The conformance points that official SDKs can show, docs/conformance.md: their programs run side
 * by side against one engine, for each is also a client of the other's tasks.
 */
class ConformancePointsIT {

  @TempDir static Path directory;

  private static final Map<OfficialSdk, SdkSuite> SUITES = new EnumMap<>(OfficialSdk.class);
  private static TestEngine engine;
  private static IdleConnection idle;

  @BeforeAll
  static void start() throws Exception {
    for (OfficialSdk sdk : OfficialSdk.values()) {
      sdk.require();
    }
    engine = TestEngine.start();
    idle = new IdleConnection(engine.grpcPort());
    SUITES.put(
        OfficialSdk.PYTHON,
        new SdkSuite(
            OfficialSdk.PYTHON,
            engine.token(),
            directory,
            "-m",
            "conformance",
            directory.resolve("worker.log").toString()));
    SUITES.put(
        OfficialSdk.TYPESCRIPT,
        new SdkSuite(OfficialSdk.TYPESCRIPT, engine.token(), directory, "main.ts"));
  }

  @AfterAll
  static void stop() throws Exception {
    for (SdkSuite suite : SUITES.values()) {
      suite.end();
    }
    if (idle != null) {
      idle.close();
    }
    if (engine != null) {
      engine.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> python() {
    return SUITES.get(OfficialSdk.PYTHON).tests();
  }

  @TestFactory
  Stream<DynamicTest> typeScript() {
    return SUITES.get(OfficialSdk.TYPESCRIPT).tests();
  }

  /** Takes 25 seconds, beside the SDKs' checks. */
  @Test
  @Timeout(120)
  void idleConnectionMayPingEveryFiveSeconds() throws Exception {
    idle.awaitAnswers();
  }
}
