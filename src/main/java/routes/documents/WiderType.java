package routes.documents;

import routes.documents.page.PageText;
import routes.documents.page.Word;

/**
 * A document as if its type were a little wider. What is only just a column of its own, or only
 * just a heading beside a remark, is none there: a reading that hangs on so little is no safe one
 * (decision 88).
 */
final class WiderType {

  /** By how much a word is wider, in the size of its type; half of an ordinary space. */
  private static final float WIDER = 0.12f;

  private WiderType() {}

  static DocumentText of(DocumentText text) {
    return new DocumentText(text.pages().stream().map(WiderType::page).toList());
  }

  private static PageText page(PageText page) {
    return new PageText(
        page.number(),
        page.width(),
        page.height(),
        page.source(),
        page.words().stream().map(WiderType::word).toList(),
        page.rulings(),
        null,
        page.turned());
  }

  private static Word word(Word word) {
    return new Word(
        word.text(),
        word.x(),
        word.y(),
        word.width() + WIDER * word.fontSize(),
        word.height(),
        word.fontSize(),
        word.bold());
  }
}
