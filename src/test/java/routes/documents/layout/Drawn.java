package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;
import routes.documents.page.PageText;
import routes.documents.page.Ruling;
import routes.documents.page.Source;
import routes.documents.page.Word;

/** A page put together by hand: letters are half as wide as their type is high. */
public final class Drawn {

  private static final float SIZE = 10;

  private final List<Word> words = new ArrayList<>();
  private final List<Ruling> rulings = new ArrayList<>();

  /** Ordinary type; words begin at their left edge, the line at its upper one. */
  public Drawn text(float x, float y, String line) {
    return type(x, y, line, SIZE, false);
  }

  /** The same in heavy type. */
  public Drawn bold(float x, float y, String line) {
    return type(x, y, line, SIZE, true);
  }

  /** Heavy and larger. */
  public Drawn heading(float x, float y, String line) {
    return type(x, y, line, 1.4f * SIZE, true);
  }

  /** Ordinary type in the middle between two places. */
  Drawn centred(float left, float right, float y, String line) {
    int spaces = line.split(" ", -1).length - 1;
    float width = (line.length() - spaces) * SIZE / 2 + spaces * SIZE / 4;
    return text((left + right - width) / 2, y, line);
  }

  /** The page's words and lines. */
  public PageText page() {
    return new PageText(1, 612, 792, Source.TEXT, words, rulings);
  }

  /** Ordinary type of a size in points. */
  Drawn type(float x, float y, String line, float size) {
    return type(x, y, line, size, false);
  }

  /** A row of texts, each beginning at its place. */
  public Drawn row(float y, float[] places, String... fields) {
    for (int i = 0; i < fields.length; i++) {
      if (!fields[i].isEmpty()) {
        text(places[i], y, fields[i]);
      }
    }
    return this;
  }

  /** A line from left to right, in the pieces that these places begin and end. */
  Drawn across(float y, float... places) {
    for (int i = 0; i + 1 < places.length; i++) {
      rulings.add(new Ruling(places[i], y, places[i + 1], y));
    }
    return this;
  }

  /** Lines around the fields of a table, of which these are the edges. */
  public Drawn grid(float[] xs, float... ys) {
    for (float y : ys) {
      across(y, xs);
    }
    for (float x : xs) {
      upright(x, ys[0], ys[ys.length - 1]);
    }
    return this;
  }

  Drawn upright(float x, float top, float bottom) {
    rulings.add(new Ruling(x, top, x, bottom));
    return this;
  }

  List<Block> blocks() {
    return PageLayout.blocks(page());
  }

  private Drawn type(float x, float y, String line, float size, boolean bold) {
    float at = x;
    for (String word : line.split(" ", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      float width = word.length() * size / 2;
      words.add(new Word(word, at, y, width, size, size, bold));
      at += width + size / 4;
    }
    return this;
  }

  /** A table's texts by row and column. */
  static List<List<String>> texts(Table table) {
    return table.rows().stream().map(row -> row.stream().map(Cell::text).toList()).toList();
  }

  /** The tables among blocks, also those within columns. */
  static List<Table> tables(List<Block> blocks) {
    List<Table> tables = new ArrayList<>();
    for (Block block : blocks) {
      if (block instanceof Table table) {
        tables.add(table);
      } else if (block instanceof Columns columns) {
        columns.columns().forEach(column -> tables.addAll(tables(column)));
      }
    }
    return tables;
  }
}
