package routes.diarization.audio;

import java.time.Duration;

/**
 * What a recording may cost.
 *
 * @param bytes of one track as it comes
 * @param seconds of one track with its offset
 * @param time that FFmpeg may take for one track
 * @param residentMebibytes that FFmpeg's process may take
 */
public record AudioLimits(long bytes, int seconds, Duration time, int residentMebibytes) {}
