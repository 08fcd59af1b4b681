package routes.diarization.text;

/**
 * A word that was said.
 *
 * @param word as the recogniser wrote it
 * @param start in seconds from the beginning of the recording
 * @param end in seconds
 * @param track whose track it is on, which is who said it
 */
public record Word(String word, double start, double end, int track) {}
