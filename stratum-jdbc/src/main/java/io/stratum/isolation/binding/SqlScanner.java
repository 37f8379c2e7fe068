package io.stratum.isolation.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the first words of each statement in a text of SQL.
 *
 * <p>
 * Comments, strings, dollar quotes and all in parentheses are passed over, as
 * <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL's
 * lexical structure</a> defines them.
 */
final class SqlScanner {

	private static final int WORDS = 8;

	private final String sql;

	private final List<List<String>> statements = new ArrayList<>();

	private List<String> words = new ArrayList<>();

	private boolean empty = true;

	private int at;

	private int depth;

	private SqlScanner(String sql) {
		this.sql = sql;
	}

	/**
	 * Reads a text.
	 * @return for each statement its first words outside parentheses, in lower case and
	 * without quotes
	 */
	static List<List<String>> firstWords(String sql) {
		SqlScanner scanner = new SqlScanner(sql);
		while (scanner.at < sql.length()) {
			scanner.next();
		}
		scanner.endStatement();
		return scanner.statements;
	}

	private void next() {
		char c = this.sql.charAt(this.at);
		if (Character.isWhitespace(c)) {
			this.at++;
		}
		else if (looksAt("--")) {
			skipPast("\n");
		}
		else if (looksAt("/*")) {
			skipComment();
		}
		else if (c == ';' && this.depth == 0) {
			this.at++;
			endStatement();
		}
		else {
			this.empty = false;
			token(c);
		}
	}

	private void token(char c) {
		if (Character.isLetter(c) || c == '_') {
			word();
		}
		else if (c == '\'') {
			skipString(false);
		}
		else if (c == '"') {
			quotedWord();
		}
		else if (c == '$') {
			skipDollarQuote();
		}
		else {
			parenthesis(c);
			this.at++;
		}
	}

	private void parenthesis(char c) {
		// A statement may be in parentheses as a whole.
		if (c == '(' && !this.words.isEmpty()) {
			this.depth++;
		}
		else if (c == ')' && this.depth > 0) {
			this.depth--;
		}
	}

	private void word() {
		int start = this.at;
		while (this.at < this.sql.length() && isWordPart(this.sql.charAt(this.at))) {
			this.at++;
		}
		boolean escapes = this.at - start == 1 && (this.sql.charAt(start) | 0x20) == 'e' && looksAt("'");
		if (escapes) {
			skipString(true);
		}
		else {
			add(this.sql.substring(start, this.at).toLowerCase(Locale.ROOT));
		}
	}

	private void quotedWord() {
		int start = ++this.at;
		skipPast("\"");
		add(this.sql.substring(start, Math.max(start, this.at - 1)).toLowerCase(Locale.ROOT));
	}

	private void add(String word) {
		if (this.depth == 0 && this.words.size() < WORDS) {
			this.words.add(word);
		}
	}

	private void skipString(boolean escapes) {
		this.at++;
		while (this.at < this.sql.length()) {
			char c = this.sql.charAt(this.at++);
			if (escapes && c == '\\') {
				this.at++;
			}
			else if (c == '\'') {
				return;
			}
		}
	}

	private void skipDollarQuote() {
		int end = this.at + 1;
		while (end < this.sql.length() && isTagPart(this.sql.charAt(end))) {
			end++;
		}
		boolean quote = end < this.sql.length() && this.sql.charAt(end) == '$'
				&& !Character.isDigit(this.sql.charAt(this.at + 1));
		if (quote) {
			String tag = this.sql.substring(this.at, end + 1);
			this.at = end + 1;
			skipPast(tag);
		}
		else {
			this.at++;
		}
	}

	private void skipComment() {
		int nesting = 0;
		do {
			if (looksAt("/*")) {
				nesting++;
				this.at += 2;
			}
			else if (looksAt("*/")) {
				nesting--;
				this.at += 2;
			}
			else {
				this.at++;
			}
		}
		while (nesting > 0 && this.at < this.sql.length());
	}

	private void skipPast(String end) {
		int found = this.sql.indexOf(end, this.at);
		this.at = (found < 0) ? this.sql.length() : found + end.length();
	}

	private void endStatement() {
		if (!this.empty) {
			this.statements.add(List.copyOf(this.words));
		}
		this.words = new ArrayList<>();
		this.empty = true;
	}

	private boolean looksAt(String text) {
		return this.sql.startsWith(text, this.at);
	}

	private static boolean isTagPart(char c) {
		return Character.isLetterOrDigit(c) || c == '_';
	}

	private static boolean isWordPart(char c) {
		return isTagPart(c) || c == '$';
	}

}
