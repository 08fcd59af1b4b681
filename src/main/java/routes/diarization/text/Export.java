package routes.diarization.text;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** A transcript as a file of its own. Pure. */
public final class Export {
  private Export() {}

  /** As plain text: time, speaker and words, a line for each utterance. */
  public static String text(String title, List<Utterance> utterances, IntFunction<String> speaker) {
    return title
        + "\n\n"
        + utterances.stream()
            .map(
                one ->
                    "[%s] %s: %s\n"
                        .formatted(
                            time(one.start()).substring(0, 8),
                            oneLine(speaker.apply(one.track())),
                            oneLine(one.text())))
            .collect(Collectors.joining());
  }

  /** As WebVTT, with a voice for each speaker. */
  public static String webVtt(List<Utterance> utterances, IntFunction<String> speaker) {
    StringBuilder vtt = new StringBuilder("WEBVTT\n");
    for (Utterance one : utterances) {
      vtt.append(
          "\n%s --> %s\n"
              .formatted(time(one.start()), time(Math.max(one.end(), one.start() + 0.001))));
      vtt.append("<v %s>%s\n".formatted(escaped(speaker.apply(one.track())), escaped(one.text())));
    }
    return vtt.toString();
  }

  /** Seconds as hours, minutes, seconds and milliseconds. */
  static String time(double seconds) {
    long millis = Math.round(Math.max(0, seconds) * 1000);
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        millis % 1000);
  }

  private static String escaped(String text) {
    return oneLine(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
