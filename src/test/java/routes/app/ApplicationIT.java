package routes.app;

import org.junit.platform.suite.api.AfterSuite;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * The tests that share an application, one after the other in one JVM, whichever that is: without
 * it each JVM of the build would start one and keep it. The build excludes what is listed here, so
 * that nothing runs twice; {@code -Dit.test} runs one of them alone.
 */
@Suite(failIfNoTests = false)
@SelectClasses({
  PagesIT.class,
  UnderwritingIT.class,
  TurnsIT.class,
  PolicyLifeIT.class,
  LoanMatchingIT.class,
  LiveRoutesIT.class,
  ApiIT.class
})
class ApplicationIT {
  @AfterSuite
  static void stop() {
    SharedApplication.stop();
  }
}
