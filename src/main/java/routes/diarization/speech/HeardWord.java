package routes.diarization.speech;

/**
 * A word as a recogniser heard it.
 *
 * @param word without space around it
 * @param start in seconds of the audio that it was given
 * @param end in seconds
 */
public record HeardWord(String word, double start, double end) {}
