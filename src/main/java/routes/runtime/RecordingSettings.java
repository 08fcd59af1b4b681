package routes.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import routes.diarization.DiarizationSettings;
import routes.diarization.audio.AudioLimits;
import routes.diarization.notify.NotifySettings;
import routes.diarization.notify.NotifySettings.ZulipSettings;
import routes.diarization.storage.S3Settings;

/** What the settings say of recordings and their transcripts. */
final class RecordingSettings {
  private static final Duration FFMPEG = Duration.ofSeconds(280);
  private static final int FFMPEG_MEBIBYTES = 700;

  private RecordingSettings() {}

  /**
   * Reads and checks it.
   *
   * @throws SettingsException with one sentence
   */
  static DiarizationSettings of(Settings settings) {
    boolean inside = settings.flag("diarization.private.hosts");
    return new DiarizationSettings(
        folder(settings, "diarization.recordings.dir", "recordings"),
        folder(settings, "diarization.dir", "diarization"),
        s3(settings),
        names(settings, "diarization.hosts"),
        inside,
        command(settings),
        settings.text("llm.audio.model").isPresent(),
        new AudioLimits(
            settings.number("diarization.max.track.bytes", 1_000, Integer.MAX_VALUE),
            settings.number("diarization.max.seconds", 1, 86_400),
            FFMPEG,
            FFMPEG_MEBIBYTES),
        settings.number("diarization.max.tracks", 1, 500),
        new NotifySettings(
            address(settings, "diarization.webhook.url"),
            settings.text("diarization.webhook.secret").orElse(null),
            names(settings, "diarization.webhook.hosts"),
            zulip(settings),
            inside));
  }

  private static Path folder(Settings settings, String property, String name) {
    return settings.text(property).isPresent()
        ? settings.path(property)
        : settings.path("data.dir").resolve(name);
  }

  private static List<String> names(Settings settings, String property) {
    return settings
        .text(property)
        .map(text -> List.of(text.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)))
        .orElse(List.of());
  }

  private static @Nullable S3Settings s3(Settings settings) {
    String endpoint = address(settings, "diarization.s3.endpoint");
    return endpoint == null
        ? null
        : new S3Settings(
            URI.create(endpoint),
            settings.required("diarization.s3.region"),
            settings.required("diarization.s3.access.key"),
            settings.required("diarization.s3.secret.key"));
  }

  private static @Nullable ZulipSettings zulip(Settings settings) {
    String url = address(settings, "diarization.zulip.url");
    return url == null
        ? null
        : new ZulipSettings(
            url,
            settings.required("diarization.zulip.email"),
            settings.required("diarization.zulip.api.key"),
            settings.required("diarization.zulip.stream"));
  }

  private static @Nullable String address(Settings settings, String property) {
    String address = settings.text(property).orElse(null);
    if (address != null && !address.matches("https?://[^/?#@\\s]+(?:/[^#@\\s]*)?")) {
      throw new SettingsException(
          "%s is no address: set %s to an http or https address without a user."
              .formatted(property, Settings.variable(property)));
    }
    return address;
  }

  private static List<String> command(Settings settings) {
    String text = settings.text("diarization.recognizer.command").orElse(null);
    if (text == null) {
      return List.of();
    }
    try {
      List<String> command =
          new ObjectMapper().readValue(text, new TypeReference<List<String>>() {});
      if (!command.isEmpty()
          && command.stream().skip(1).anyMatch(one -> one != null && one.contains("{audio}"))) {
        return command;
      }
    } catch (JsonProcessingException e) {
      // the sentence below says what is wrong
    }
    throw new SettingsException(
        "diarization.recognizer.command is no list: set DIARIZATION_RECOGNIZER_COMMAND to a JSON list of the program and its arguments,"
            + " one of which has {audio}, such as [\"whisper\", \"{audio}\"].");
  }
}
