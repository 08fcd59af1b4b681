package routes.documents.layout;

/**
 * A statement: a bulleted item with its continuation lines, or a paragraph.
 *
 * @param text its words, line breaks removed
 * @param bulleted whether a bullet stands before it
 * @param indent where its text starts, in points from the left
 * @param box its place
 */
public record Item(String text, boolean bulleted, float indent, Box box) implements Block {}
