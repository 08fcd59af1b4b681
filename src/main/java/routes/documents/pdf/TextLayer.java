package routes.documents.pdf;

import java.awt.geom.Area;
import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;
import routes.documents.page.PageText;
import routes.documents.page.Ruling;
import routes.documents.page.Source;

/**
 * Runs a page's drawing program and keeps the visible characters and the ruled lines. Not
 * thread-safe: one for each page.
 */
final class TextLayer extends PDFGraphicsStreamEngine {

  private static final float THINNEST_TYPE = 3.9f;
  private static final float THICKEST_RULE = 3;
  private static final float SHORTEST_RULE = 8;
  private static final int MOST_RULINGS = 20_000;

  /** As many bullets as a page may have. */
  private static final int MOST_DOTS = 500;

  private record Ink(Glyph glyph, @Nullable Colour colour, int moment) {}

  private final PageView view;
  private final Budget budget;
  private final Layers layers;
  private final Canvas canvas = new Canvas();
  private final GeneralPath path = new GeneralPath();
  private final List<Ink> inks = new ArrayList<>();
  private final List<Ruling> rulings = new ArrayList<>();
  private final List<Rectangle2D> dots = new ArrayList<>();
  private final Deque<Boolean> hidden = new ArrayDeque<>();
  private int unmapped;
  private boolean clips;

  private TextLayer(PDDocument document, PDPage page, Budget budget) {
    super(page);
    this.view = new PageView(page);
    this.budget = budget;
    this.layers = new Layers(document);
  }

  /**
   * The visible text of a page.
   *
   * @param number the page's, counted from 1
   * @throws IOException when the page's program is broken
   * @throws LimitExceededException when it costs too much
   */
  static PageText read(PDDocument document, int number, Budget budget) throws IOException {
    PDPage page = document.getPage(number - 1);
    TextLayer layer = new TextLayer(document, page, budget);
    layer.processPage(page);
    for (PDAnnotation annotation : page.getAnnotations()) {
      if (annotation instanceof PDAnnotationWidget
          && !annotation.isHidden()
          && !annotation.isNoView()
          && !layer.layers.hidden(annotation.getCOSObject().getCOSDictionary(COSName.OC))) {
        layer.showAnnotation(annotation);
      }
    }
    return layer.text(number);
  }

  private PageText text(int number) {
    List<Glyph> seen = new ArrayList<>(inks.size());
    for (Ink ink : inks) {
      Glyph glyph = ink.glyph();
      double x = (glyph.x() + glyph.right()) / 2;
      double y = glyph.baseline() - glyph.size() * 0.3;
      if (view.shows(x, y) && canvas.visible(x, y, ink.colour(), ink.moment())) {
        seen.add(glyph);
      }
    }
    boolean legible = unmapped * 4 <= seen.size() + unmapped;
    return new PageText(
        number,
        view.width(),
        view.height(),
        Source.TEXT,
        legible ? DrawnBullets.among(WordBuilder.words(seen), dots) : List.of(),
        rulings);
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    budget.operation();
    super.processOperator(operator, operands);
  }

  @Override
  protected void showFontGlyph(Matrix matrix, PDFont font, int code, Vector displacement)
      throws IOException {
    glyph(matrix, font, code, displacement);
  }

  @Override
  protected void showType3Glyph(Matrix matrix, PDType3Font font, int code, Vector displacement)
      throws IOException {
    if (Honesty.drawn(font, code)) {
      glyph(matrix, font, code, displacement);
    }
  }

  private void glyph(Matrix matrix, PDFont font, int code, Vector displacement) {
    budget.operation();
    PDGraphicsState state = getGraphicsState();
    if (hidden.contains(true) || !Honesty.drawn(state, matrix, displacement)) {
      return;
    }
    String text = font.toUnicode(code);
    if (text == null || Honesty.misnamed(font, code, text)) {
      unmapped++;
      return;
    }
    RenderingMode mode = state.getTextState().getRenderingMode();
    Point2D from = view.at(matrix.getTranslateX(), matrix.getTranslateY());
    Point2D end = matrix.transformPoint(Math.max(displacement.getX(), 0), 0);
    Point2D to = view.at(end.getX(), end.getY());
    float size = Math.abs(matrix.getScalingFactorY());
    double middle = (matrix.getTranslateX() + end.getX()) / 2;
    if (!state.getCurrentClippingPath().contains(middle, matrix.getTranslateY() + size * 0.3)) {
      return;
    }
    boolean upright = Math.abs(to.getY() - from.getY()) < 0.2 * (to.getX() - from.getX()) + 0.1;
    if (!upright || size < THINNEST_TYPE) {
      return;
    }
    inks.add(
        new Ink(
            new Glyph(
                ligaturesApart(text),
                (float) from.getX(),
                (float) to.getX(),
                (float) from.getY(),
                size,
                bold(font) || (mode.isFill() && mode.isStroke())),
            colour(mode.isFill() ? state.getNonStrokingColor() : state.getStrokingColor()),
            canvas.moment()));
  }

  private static String ligaturesApart(String text) {
    return switch (text) {
      case "\uFB00" -> "ff";
      case "\uFB01" -> "fi";
      case "\uFB02" -> "fl";
      case "\uFB03" -> "ffi";
      case "\uFB04" -> "ffl";
      case "\u00A0", "\u2002", "\u2003", "\u2009", "\t", "\r", "\n" -> " ";
      default -> text;
    };
  }

  private static boolean bold(PDFont font) {
    String name = String.valueOf(font.getName()).toLowerCase(Locale.ROOT);
    PDFontDescriptor descriptor = font.getFontDescriptor();
    return name.contains("bold")
        || name.contains("black")
        || name.contains("heavy")
        || (descriptor != null && (descriptor.isForceBold() || descriptor.getFontWeight() >= 600));
  }

  private static @Nullable Colour colour(PDColor color) {
    try {
      return Colour.of(color.toRGB());
    } catch (IOException | RuntimeException e) {
      // A pattern, or a colour space that is broken: it counts as visible.
      return null;
    }
  }

  @Override
  public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
    hidden.push(COSName.OC.equals(tag) && layers.hidden(properties));
    super.beginMarkedContentSequence(tag, properties);
  }

  @Override
  public void endMarkedContentSequence() {
    hidden.poll();
    super.endMarkedContentSequence();
  }

  @Override
  public void showForm(PDFormXObject form) throws IOException {
    hidden.push(layers.hidden(form.getCOSObject().getCOSDictionary(COSName.OC)));
    try {
      super.showForm(form);
    } finally {
      hidden.poll();
    }
  }

  @Override
  public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
    path.moveTo(p0.getX(), p0.getY());
    path.lineTo(p1.getX(), p1.getY());
    path.lineTo(p2.getX(), p2.getY());
    path.lineTo(p3.getX(), p3.getY());
    path.closePath();
  }

  @Override
  public void moveTo(float x, float y) {
    path.moveTo(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    started(x, y);
    path.lineTo(x, y);
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    started(x1, y1);
    path.curveTo(x1, y1, x2, y2, x3, y3);
  }

  private void started(float x, float y) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x, y);
    }
  }

  @Override
  public Point2D getCurrentPoint() {
    Point2D point = path.getCurrentPoint();
    return point == null ? new Point2D.Float() : point;
  }

  @Override
  public void closePath() {
    if (path.getCurrentPoint() != null) {
      path.closePath();
    }
  }

  @Override
  public void endPath() {
    if (clips) {
      // Its box is enough: what lies outside of that cannot be seen.
      getGraphicsState().intersectClippingPath(new Area(path.getBounds2D()));
      clips = false;
    }
    path.reset();
  }

  @Override
  public void clip(int windingRule) {
    clips = true;
  }

  @Override
  public void strokePath() {
    strokes();
    endPath();
  }

  @Override
  public void fillPath(int windingRule) throws IOException {
    fill();
    endPath();
  }

  @Override
  public void fillAndStrokePath(int windingRule) throws IOException {
    fill();
    strokes();
    endPath();
  }

  @Override
  public void shadingFill(COSName shading) {
    // A gradient covers its clip, whose shape is unknown here: it hides nothing.
  }

  @Override
  public void drawImage(PDImage image) {
    Matrix matrix = getGraphicsState().getCurrentTransformationMatrix();
    Rectangle2D box = matrix.createAffineTransform().createTransformedShape(UNIT).getBounds2D();
    boolean opaque =
        image instanceof PDImageXObject picture
            && !picture.isStencil()
            && !picture.getCOSObject().containsKey(COSName.SMASK)
            && !picture.getCOSObject().containsKey(COSName.MASK)
            && getGraphicsState().getNonStrokeAlphaConstant() >= 1;
    canvas.paint(view.at(box), null, opaque);
  }

  private static final Rectangle2D UNIT = new Rectangle2D.Float(0, 0, 1, 1);

  private void strokes() {
    if (hidden.contains(true)) {
      return;
    }
    double[] point = new double[6];
    double startX = 0;
    double startY = 0;
    double x = 0;
    double y = 0;
    for (PathIterator steps = path.getPathIterator(null); !steps.isDone(); steps.next()) {
      switch (steps.currentSegment(point)) {
        case PathIterator.SEG_MOVETO -> {
          startX = x = point[0];
          startY = y = point[1];
        }
        case PathIterator.SEG_LINETO -> {
          ruling(x, y, point[0], point[1]);
          x = point[0];
          y = point[1];
        }
        case PathIterator.SEG_CLOSE -> {
          ruling(x, y, startX, startY);
          x = startX;
          y = startY;
        }
        default -> {
          int last = steps.currentSegment(point) == PathIterator.SEG_QUADTO ? 2 : 4;
          x = point[last];
          y = point[last + 1];
        }
      }
    }
  }

  private void ruling(double x1, double y1, double x2, double y2) {
    Point2D a = view.at(x1, y1);
    Point2D b = view.at(x2, y2);
    double left = Math.min(a.getX(), b.getX());
    double right = Math.max(a.getX(), b.getX());
    double top = Math.min(a.getY(), b.getY());
    double bottom = Math.max(a.getY(), b.getY());
    ruling(new Rectangle2D.Double(left, top, right - left, bottom - top));
  }

  /** Keeps a thin, long shape as a ruled line. */
  private boolean ruling(Rectangle2D box) {
    boolean flat = box.getHeight() <= THICKEST_RULE && box.getWidth() >= SHORTEST_RULE;
    boolean tall = box.getWidth() <= THICKEST_RULE && box.getHeight() >= SHORTEST_RULE;
    if ((!flat && !tall) || rulings.size() >= MOST_RULINGS) {
      return false;
    }
    float x = (float) (flat ? box.getMinX() : box.getCenterX());
    float y = (float) (flat ? box.getCenterY() : box.getMinY());
    rulings.add(
        new Ruling(x, y, flat ? (float) box.getMaxX() : x, flat ? y : (float) box.getMaxY()));
    return true;
  }

  private void fill() throws IOException {
    if (path.getCurrentPoint() == null || hidden.contains(true)) {
      return;
    }
    PDGraphicsState state = getGraphicsState();
    Rectangle2D box =
        path.getBounds2D().createIntersection(state.getCurrentClippingPath().getBounds2D());
    if (box.isEmpty()) {
      return;
    }
    Rectangle2D shown = view.at(box);
    if (DrawnBullets.like(shown) && dots.size() < MOST_DOTS) {
      dots.add(shown);
    }
    if (ruling(shown) || state.getNonStrokeAlphaConstant() < 0.5) {
      return;
    }
    @Nullable Colour colour = rectangular() ? colour(state.getNonStrokingColor()) : null;
    canvas.paint(shown, colour, colour != null);
  }

  /** Whether the path fills its bounding box, more or less. */
  private boolean rectangular() {
    int corners = 0;
    for (PathIterator steps = path.getPathIterator(null); !steps.isDone(); steps.next()) {
      if (steps.currentSegment(new double[6]) == PathIterator.SEG_CUBICTO || ++corners > 7) {
        return false;
      }
    }
    Rectangle2D box = path.getBounds2D();
    return path.contains(box.getCenterX(), box.getCenterY());
  }
}
