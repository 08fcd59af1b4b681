package routes.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import routes.hatchet.client.HatchetClientConfiguration;

/** The official Python SDK, where {@code src/test/python/install.sh} has put it. */
final class PythonSdk {

  private static final Path PYTHON = Path.of("target", "conformance", "bin", "python");

  private PythonSdk() {}

  static boolean isInstalled() {
    return Files.isExecutable(PYTHON);
  }

  /** Starts a script of {@code src/test/python}; what it prints goes to the file. */
  static Process start(
      HatchetClientConfiguration configuration, File log, String script, String... arguments)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(PYTHON.toAbsolutePath().toString(), script);
    builder.command().addAll(List.of(arguments));
    builder.directory(Path.of("src", "test", "python").toFile());
    builder.environment().put("HATCHET_CLIENT_TOKEN", configuration.token());
    builder.environment().put("HATCHET_CLIENT_TLS_STRATEGY", "none");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return builder.redirectErrorStream(true).redirectOutput(log).start();
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
