package routes.diarization.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import routes.documents.child.NoNetwork;

/**
 * The process that has FFmpeg's libraries: one file in, its samples or its MP3 to standard output.
 * It ends with its parent, when nobody reads any more.
 */
final class AudioMain {
  static final String DECODE = "decode";
  static final String ENCODE = "encode";

  /** Exit code: the file is no audio. */
  static final int UNREADABLE = 2;

  /** Exit code: the libraries are not there, or miss some of the system's. */
  static final int NO_FFMPEG = 4;

  private AudioMain() {}

  /** Runs; the first word says what, the second is the file. */
  public static void main(String[] arguments) throws IOException {
    NoNetwork.install();
    PrintStream answers = System.out;
    // Whatever a library prints must not get between the samples.
    System.setOut(System.err);
    try {
      av_log_set_level(AV_LOG_QUIET);
    } catch (LinkageError e) {
      System.err.println(e.getMessage());
      Runtime.getRuntime().halt(NO_FFMPEG);
    }
    try (OutputStream out = new BufferedOutputStream(answers, 1 << 16)) {
      Path file = Path.of(arguments[1]);
      if (arguments[0].equals(DECODE)) {
        new Decoder(out).decode(file);
      } else {
        new Mp3(out).encode(file);
      }
    } catch (UnreadableAudioException e) {
      System.err.println(e.getMessage());
      Runtime.getRuntime().halt(UNREADABLE);
    }
    Runtime.getRuntime().halt(0);
  }
}
