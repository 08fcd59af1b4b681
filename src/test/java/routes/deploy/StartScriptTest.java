package routes.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script in a directory with a built jar, and a program that says what it was given as Java.
 */
class StartScriptTest {
  @TempDir Path project;

  @BeforeEach
  void built() throws IOException {
    executable("start_worker.sh", Files.readString(Path.of("start_worker.sh")));
    Files.createDirectories(project.resolve("target/lib"));
    Files.createFile(project.resolve("target/hatchet-routes-0.1.0.jar"));
    java("17.0.9");
  }

  @Test
  void itRunsTheJarWithTheArguments() throws Exception {
    assertThat(start("--demo", "a b")).contains("-jar target/hatchet-routes-0.1.0.jar --demo a b");
  }

  @Test
  void helpNeedsNothing() throws Exception {
    Files.delete(project.resolve("jdk/bin/java"));
    assertThat(start("--help")).contains("--demo", "--verify-history", "--simulate LENDER VERSION");
  }

  @Test
  void anOldJavaIsOneSentence() throws Exception {
    java("11.0.2");
    assertThat(start())
        .isEqualTo(
            "start_worker.sh: %s/jdk/bin/java is Java 11.0.2 and 17 is needed: install a JDK, version 17 to 25, or set JAVA_HOME to one.\n"
                .formatted(project));
  }

  @Test
  void javaEightIsOldToo() throws Exception {
    java("1.8.0_402");
    assertThat(start()).contains("is Java 1.8.0_402 and 17 is needed");
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws Exception {
    Files.delete(project.resolve("jdk/bin/java"));
    assertThat(start()).contains("JAVA_HOME is " + project.resolve("jdk") + " and has no bin/java");
  }

  @Test
  void flagsThatOnlyNewerOnesKnowAreForNewerOnes() throws Exception {
    assertThat(start()).doesNotContain("--enable-native-access", "--sun-misc");
    java("25.0.1");
    assertThat(start())
        .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void settingsOfTheFileAreNeverExecuted() throws Exception {
    Files.writeString(
        project.resolve(".env"),
        "# comment\r\n\nexport ONE='a b'\nTWO=$(touch executed) `touch executed`\nHOME=/elsewhere\n");
    assertThat(start()).contains("ONE=[a b] TWO=[$(touch executed) `touch executed`]");
    assertThat(start()).as("the environment wins").doesNotContain("/elsewhere");
    assertThat(project.resolve("executed")).doesNotExist();
  }

  @Test
  void aLineThatIsNoSettingIsNamed() throws Exception {
    Files.writeString(project.resolve(".env"), "ONE=1\nrm -rf\n");
    assertThat(start()).contains(".env, line 2, is not of the form KEY=VALUE");
    Files.writeString(project.resolve(".env"), "A;B=1\n");
    assertThat(start()).contains(".env, line 1: the name before = may have letters");
  }

  @Test
  void withoutASourceOrAJarItSaysWhatIsMissing() throws Exception {
    Files.delete(project.resolve("target/hatchet-routes-0.1.0.jar"));
    assertThat(start()).contains("neither a built jar in target nor a pom.xml");
  }

  @Test
  void theArchiveOfClassesIsReadWhenItIsThere() throws Exception {
    assertThat(start()).contains("-Droutes.class.archive=data/classes-17.0.9.jsa");
    Files.createDirectories(project.resolve("data"));
    Files.createFile(project.resolve("data/classes-17.0.9.jsa"));
    assertThat(start()).contains("-XX:SharedArchiveFile=data/classes-17.0.9.jsa");
  }

  private void java(String version) throws IOException {
    executable(
        "jdk/bin/java",
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-01' >&2; exit; fi
        echo "$*"
        echo "ONE=[$ONE] TWO=[$TWO] HOME=[$HOME]"
        """
            .formatted(version));
  }

  private void executable(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String start(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(project.resolve("start_worker.sh").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("JAVA_HOME", project.resolve("jdk").toString());
    builder.environment().remove("DATA_DIR");
    Process process = builder.directory(Path.of("/").toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }
}
