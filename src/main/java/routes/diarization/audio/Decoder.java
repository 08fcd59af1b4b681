package routes.diarization.audio;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the first audio of a file into samples. Runs in {@link AudioMain}'s process. Opens no file
 * but the one it is given, in forms that cannot name others. Where the file leaves a gap in time,
 * as recordings of calls do when a microphone is off, there is silence.
 */
final class Decoder {
  private static final String FORMS =
      "wav,w64,mp3,flac,ogg,matroska,webm,mov,mp4,m4a,aac,aiff,au,caf,amr";

  private static final String CODECS =
      "pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,"
          + "pcm_f64le,pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav,mp3float,mp3,aac,flac,alac,vorbis,"
          + "opus,amrnb,amrwb";

  private static final int MOST_CHANNELS = 16;
  private static final int BYTES = 2;

  /** A shorter gap is a matter of rounding. */
  private static final double GAP_SECONDS = 0.1;

  private final OutputStream out;
  private final AVFormatContext file = new AVFormatContext(null);
  private final AVChannelLayout mono = new AVChannelLayout();
  private @Nullable SwrContext resampler;
  private String form = "";
  private long written;
  private long first = Long.MIN_VALUE;

  Decoder(OutputStream out) {
    this.out = out;
    av_channel_layout_default(mono, 1);
  }

  /**
   * Decodes.
   *
   * @throws UnreadableAudioException if there is no audio
   */
  void decode(Path source) throws IOException {
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "protocol_whitelist", "file", 0);
    av_dict_set(options, "format_whitelist", FORMS, 0);
    av_dict_set(options, "codec_whitelist", CODECS, 0);
    int opened = avformat_open_input(file, "file:" + source, (AVInputFormat) null, options);
    av_dict_free(options);
    require(opened >= 0);
    try {
      require(avformat_find_stream_info(file, (PointerPointer<Pointer>) null) >= 0);
      int index =
          av_find_best_stream(file, AVMEDIA_TYPE_AUDIO, -1, -1, (PointerPointer<Pointer>) null, 0);
      require(index >= 0);
      decode(file.streams(index));
    } finally {
      avformat_close_input(file);
    }
  }

  private void decode(AVStream stream) throws IOException {
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    require(codec != null && !codec.isNull());
    AVCodecContext decoder = avcodec_alloc_context3(codec);
    AVPacket packet = av_packet_alloc();
    AVFrame frame = av_frame_alloc();
    try {
      require(avcodec_parameters_to_context(decoder, stream.codecpar()) >= 0);
      decoder.pkt_timebase(stream.time_base());
      decoder.thread_count(1);
      require(avcodec_open2(decoder, codec, (PointerPointer<Pointer>) null) >= 0);
      while (av_read_frame(file, packet) >= 0) {
        // A broken packet is left out, as players do.
        if (packet.stream_index() == stream.index() && avcodec_send_packet(decoder, packet) >= 0) {
          drain(decoder, stream, frame);
        }
        av_packet_unref(packet);
      }
      avcodec_send_packet(decoder, null);
      drain(decoder, stream, frame);
      rest();
    } finally {
      av_frame_free(frame);
      av_packet_free(packet);
      avcodec_free_context(decoder);
      if (resampler != null) {
        swr_free(resampler);
      }
    }
  }

  private void drain(AVCodecContext decoder, AVStream stream, AVFrame frame) throws IOException {
    while (avcodec_receive_frame(decoder, frame) >= 0) {
      int channels = frame.ch_layout().nb_channels();
      require(channels > 0 && channels <= MOST_CHANNELS && frame.sample_rate() > 0);
      fill(frame, stream);
      write(resampler(frame), frame.extended_data(), frame.nb_samples());
    }
  }

  /** Silence up to the time that the frame says it begins at. */
  private void fill(AVFrame frame, AVStream stream) throws IOException {
    if (frame.pts() == AV_NOPTS_VALUE || stream.time_base().den() == 0) {
      return;
    }
    if (first == Long.MIN_VALUE) {
      first = frame.pts();
    }
    double seconds =
        (frame.pts() - (double) first) * stream.time_base().num() / stream.time_base().den();
    long missing = Wave.samples(seconds) - written;
    if (missing > Wave.samples(GAP_SECONDS)) {
      byte[] silence = new byte[1 << 14];
      for (long left = missing * BYTES; left > 0; left -= silence.length) {
        out.write(silence, 0, (int) Math.min(left, silence.length));
      }
      written += missing;
    }
  }

  /** Files may change their form in the middle. */
  private SwrContext resampler(AVFrame frame) throws IOException {
    AVChannelLayout layout = new AVChannelLayout(frame.ch_layout());
    if (layout.order() == AV_CHANNEL_ORDER_UNSPEC) {
      av_channel_layout_default(layout, layout.nb_channels());
    }
    String now = layout.nb_channels() + "/" + frame.format() + "/" + frame.sample_rate();
    SwrContext current = resampler;
    if (current == null || !now.equals(form)) {
      rest();
      if (current != null) {
        swr_free(current);
      }
      current = new SwrContext(null);
      int made =
          swr_alloc_set_opts2(
              current,
              mono,
              AV_SAMPLE_FMT_S16,
              Wave.RATE,
              layout,
              frame.format(),
              frame.sample_rate(),
              0,
              null);
      require(made >= 0 && swr_init(current) >= 0);
      resampler = current;
      form = now;
    }
    return current;
  }

  /** What the resampler still holds. */
  private void rest() throws IOException {
    if (resampler != null) {
      write(resampler, null, 0);
    }
  }

  private void write(SwrContext resampler, @Nullable PointerPointer<?> samples, int count)
      throws IOException {
    int room = swr_get_out_samples(resampler, count);
    if (room <= 0) {
      return;
    }
    try (BytePointer buffer = new BytePointer((long) room * BYTES);
        PointerPointer<BytePointer> planes = new PointerPointer<>(1)) {
      planes.put(0, buffer);
      int made = swr_convert(resampler, planes, room, samples, count);
      if (made > 0) {
        byte[] bytes = new byte[made * BYTES];
        buffer.get(bytes);
        out.write(bytes);
        written += made;
      }
    }
  }

  private static void require(boolean fine) {
    if (!fine) {
      throw new UnreadableAudioException("The file is no audio that can be read.");
    }
  }
}
