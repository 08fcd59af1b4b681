package routes.hatchet.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class an engine. Methods and constructors may ask for
 *
 * <ul>
 *   <li>a {@code HatchetClient}, one for the class, in a namespace of its own, so that classes do
 *       not meet each other's workflows and events;
 *   <li>a {@code HatchetWorker}, new for each test, drained and closed after it;
 *   <li>the {@code EmbeddedEngine} itself, one for the whole JVM, with a PostgreSQL of its own.
 * </ul>
 *
 * Where the environment has {@code HATCHET_TEST_TOKEN}, client and worker connect to the Hatchet
 * engine that this token belongs to, and tests that ask for the {@code EmbeddedEngine} are skipped.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(HatchetExtension.class)
public @interface HatchetTest {}
