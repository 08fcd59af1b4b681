package routes.documents.layout;

/**
 * A line that stands over what follows it.
 *
 * @param text its words
 * @param prominence how much it stands out: the size of its type, and more when bold or capital
 * @param box its place
 */
public record Heading(String text, float prominence, Box box) implements Block {}
