package routes.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs PostgreSQL's programs as a user they accept: they refuse root. Root steps into a user
 * namespace, in which it has no name and yet owns its files.
 */
final class ServerUser {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final List<String> NAMESPACE = List.of("unshare", "-U");

  private final List<String> prefix;

  private ServerUser(List<String> prefix) {
    this.prefix = prefix;
  }

  static ServerUser choose(Path log) {
    if (new UnixSystem().getUid() != 0) {
      return new ServerUser(List.of());
    }
    ServerUser inNamespace = new ServerUser(NAMESPACE);
    try {
      if (Command.run(inNamespace.command("true"), log, LIMIT) == 0) {
        return inNamespace;
      }
    } catch (IOException e) {
      throw refusal(e);
    }
    throw refusal(null);
  }

  List<String> command(String... program) {
    return Stream.concat(prefix.stream(), Stream.of(program)).toList();
  }

  private static EmbeddedStartException refusal(@Nullable IOException e) {
    return new EmbeddedStartException(
        "PostgreSQL does not run as root, and this machine allows no user namespaces (unshare -U): start as another user, or set DATABASE_URL.",
        e);
  }
}
