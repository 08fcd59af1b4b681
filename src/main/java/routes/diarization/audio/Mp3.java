package routes.diarization.audio;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/** Makes an MP3 of a {@link Wave} file. Runs in {@link AudioMain}'s process. */
final class Mp3 {
  private static final int BITS_PER_SECOND = 48_000;

  private final OutputStream out;

  Mp3(OutputStream out) {
    this.out = out;
  }

  /** Encodes. */
  void encode(Path wave) throws IOException {
    AVCodec codec = avcodec_find_encoder_by_name("libmp3lame");
    AVCodecContext encoder = avcodec_alloc_context3(codec);
    AVPacket packet = av_packet_alloc();
    AVFrame frame = av_frame_alloc();
    try (Wave.Reader in = new Wave.Reader(wave, 0)) {
      encoder.sample_rate(Wave.RATE).sample_fmt(AV_SAMPLE_FMT_S16P).bit_rate(BITS_PER_SECOND);
      av_channel_layout_default(encoder.ch_layout(), 1);
      require(avcodec_open2(encoder, codec, (PointerPointer<Pointer>) null));
      frame.format(AV_SAMPLE_FMT_S16P).sample_rate(Wave.RATE).nb_samples(encoder.frame_size());
      av_channel_layout_default(frame.ch_layout(), 1);
      require(av_frame_get_buffer(frame, 0));
      short[] samples = new short[encoder.frame_size()];
      long at = 0;
      for (int read = in.read(samples); read > 0; read = in.read(samples)) {
        require(av_frame_make_writable(frame));
        // Shorter at the end only.
        frame.nb_samples(read).pts(at);
        new ShortPointer(frame.data(0)).put(samples, 0, read);
        send(encoder, frame, packet);
        at += read;
      }
      send(encoder, null, packet);
    } finally {
      av_frame_free(frame);
      av_packet_free(packet);
      avcodec_free_context(encoder);
    }
  }

  private void send(AVCodecContext encoder, @Nullable AVFrame frame, AVPacket packet)
      throws IOException {
    require(avcodec_send_frame(encoder, frame));
    while (avcodec_receive_packet(encoder, packet) >= 0) {
      byte[] bytes = new byte[packet.size()];
      packet.data().get(bytes);
      out.write(bytes);
      av_packet_unref(packet);
    }
  }

  private static void require(int code) {
    if (code < 0) {
      throw new IllegalStateException("FFmpeg's MP3 encoder answered %d.".formatted(code));
    }
  }
}
