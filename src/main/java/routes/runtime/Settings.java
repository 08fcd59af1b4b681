package routes.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What can be configured, from the environment over {@code ./config/{RUCHE_ENV}.properties} over
 * {@code ./application.properties} over the built-in defaults. A property {@code http.port} is the
 * variable {@code HTTP_PORT}.
 */
public final class Settings {
  private static final String FILE = "application.properties";
  private static final String RUCHE = "ruche.";
  private static final String ENVIRONMENT_NAME = "RUCHE_ENV";

  private final Map<String, String> environment;
  private final Properties properties;

  private Settings(Map<String, String> environment, Properties properties) {
    this.environment = environment;
    this.properties = properties;
  }

  /**
   * Reads the settings.
   *
   * @param environment usually {@code System.getenv()}
   * @param directory where an {@code application.properties} may lie, usually the working directory
   * @throws SettingsException if a file cannot be read
   */
  public static Settings load(Map<String, String> environment, Path directory) {
    Properties properties = new Properties();
    try (InputStream defaults = Settings.class.getResourceAsStream("/" + FILE)) {
      if (defaults != null) {
        properties.load(defaults);
      }
    } catch (IOException e) {
      throw new SettingsException("The built-in " + FILE + " cannot be read: " + e.getMessage());
    }
    Path file = directory.resolve(FILE);
    if (Files.isRegularFile(file)) {
      read(file, properties);
    }
    String name = environment.getOrDefault(ENVIRONMENT_NAME, "").strip();
    if (!name.isEmpty()) {
      read(environmentFile(name, directory), properties);
    }
    return new Settings(environment, properties);
  }

  private static Path environmentFile(String name, Path directory) {
    if (!name.matches("[A-Za-z0-9_-]{1,40}")) {
      throw new SettingsException(
          "%s is '%s': set it to a name of letters, digits, _ and -."
              .formatted(ENVIRONMENT_NAME, name));
    }
    Path file = directory.resolve("config").resolve(name + ".properties");
    if (!Files.isRegularFile(file)) {
      throw new SettingsException(
          "%s is %s, but there is no %s: write it, or unset %s."
              .formatted(ENVIRONMENT_NAME, name, file, ENVIRONMENT_NAME));
    }
    return file;
  }

  private static void read(Path file, Properties properties) {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new SettingsException("%s cannot be read: make it readable.".formatted(file));
    }
  }

  /** The value of a setting, if it is set and not blank. */
  public Optional<String> text(String property) {
    String value = environment.get(variable(property));
    if (value == null || value.isBlank()) {
      value = properties.getProperty(property);
    }
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** The value of a setting that has a default in the built-in file. */
  public String required(String property) {
    return text(property)
        .orElseThrow(
            () ->
                new SettingsException(
                    "%s is empty: set %s, or leave it out."
                        .formatted(property, variable(property))));
  }

  /** A TCP port, 0 meaning a free one. */
  public int port(String property) {
    return number(property, 0, 65_535);
  }

  /** A whole number between two bounds, inclusive. */
  public int number(String property, int least, int most) {
    String value = required(property);
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the sentence below says what is wrong
    }
    throw new SettingsException(
        "%s is '%s': set %s to a whole number from %d to %d."
            .formatted(property, value, variable(property), least, most));
  }

  /** A switch: {@code true} or {@code false}. */
  public boolean flag(String property) {
    String value = required(property).toLowerCase(Locale.ROOT);
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new SettingsException(
              "%s is '%s': set %s to true or false."
                  .formatted(property, value, variable(property)));
    };
  }

  /** A file or directory. */
  public Path path(String property) {
    String value = required(property);
    try {
      return Path.of(value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new SettingsException(
          "%s is '%s', which is no path: set %s to a directory."
              .formatted(property, value, variable(property)));
    }
  }

  /**
   * The environment variable that sets a property: {@code http.port} is {@code HTTP_PORT}, and
   * {@code ruche.jobs.hatchet.enabled} is {@code RUCHE_JOBS__HATCHET__ENABLED}.
   */
  public static String variable(String property) {
    if (property.startsWith(RUCHE)) {
      return "RUCHE_"
          + property.substring(RUCHE.length()).replace(".", "__").toUpperCase(Locale.ROOT);
    }
    return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
