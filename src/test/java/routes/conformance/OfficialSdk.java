package routes.conformance;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An official SDK, where its {@code install.sh} has put it. */
enum OfficialSdk {
  PYTHON("Python", "src/test/python", "target/conformance/python/bin/python"),
  TYPESCRIPT(
      "TypeScript", "src/test/typescript", "target/conformance/typescript/node_modules/.bin/tsx");

  private final String language;
  private final Path sources;
  private final Path interpreter;

  OfficialSdk(String language, String sources, String interpreter) {
    this.language = language;
    this.sources = Path.of(sources);
    this.interpreter = Path.of(interpreter).toAbsolutePath();
  }

  @Override
  public String toString() {
    return language;
  }

  Path interpreter() {
    return interpreter;
  }

  boolean isInstalled() {
    return Files.isExecutable(interpreter);
  }

  /** Skips the test where the SDK is missing; in CI it must not be. */
  void require() {
    if (!isInstalled()) {
      String sentence =
          "Not run: the "
              + language
              + " SDK is not in target/conformance; "
              + sources
              + "/install.sh puts it there.";
      if ("true".equals(System.getenv("CI"))) {
        fail(sentence);
      } else {
        abort(sentence);
      }
    }
  }

  /** Starts a program of the SDK's sources; what it says of errors goes to the file. */
  Process start(String token, File log, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(interpreter.toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(sources.toFile());
    builder.environment().put("HATCHET_CLIENT_TOKEN", token);
    builder.environment().put("HATCHET_CLIENT_TLS_STRATEGY", "none");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("NODE_PATH", interpreter.getParent().getParent().toString());
    return builder.redirectError(log).start();
  }

  /** Ends a process and its children. */
  static void end(Process process) throws InterruptedException {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
