package routes.documents;

/**
 * Text of a document that no rule was read from.
 *
 * @param page counted from 1
 * @param text the document's own words
 */
public record UnreadLine(int page, String text) {}
