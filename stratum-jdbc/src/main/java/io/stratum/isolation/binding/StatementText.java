package io.stratum.isolation.binding;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a text of SQL before it is sent.
 */
final class StatementText {

	private static final Set<String> COMBINABLE = Set.of("select", "insert", "update", "delete", "merge", "with",
			"values");

	private static final Set<String> READING = Set.of("select", "values", "table", "show", "explain");

	private static final Set<String> SETTING = Set.of("set", "reset", "show");

	/** What a statement holds already, such as a batch. */
	static final StatementText HELD = new StatementText("");

	private final String sql;

	private final @Nullable String refusal;

	private final boolean combinable;

	private final boolean setting;

	private final boolean reading;

	private final Map<BindingText, String> combined = new ConcurrentHashMap<>(2);

	StatementText(String sql) {
		List<List<String>> statements = SqlScanner.firstWords(sql);
		String first = (statements.size() == 1 && !statements.get(0).isEmpty()) ? statements.get(0).get(0) : "";
		this.sql = sql;
		this.refusal = StatementGuard.refusal(statements);
		this.combinable = COMBINABLE.contains(first);
		this.setting = SETTING.contains(first);
		this.reading = READING.contains(first);
	}

	String sql() {
		return this.sql;
	}

	/**
	 * Lets pass what keeps the binding.
	 * @throws StatementRefusedException if the text would end or change it
	 */
	StatementText allowed() {
		if (this.refusal != null) {
			throw new StatementRefusedException(this.refusal);
		}
		return this;
	}

	/**
	 * Tells whether the binding may travel in front of it.
	 */
	boolean isCombinable() {
		return this.combinable;
	}

	/**
	 * Tells whether it only sets or shows a setting, so that no row is touched.
	 */
	boolean isSetting() {
		return this.setting;
	}

	/**
	 * Tells whether it looks like a query, which writes at most through a function.
	 */
	boolean isReading() {
		return this.reading;
	}

	/**
	 * Returns the text with the binding in front; the server prepares both apart.
	 */
	String after(BindingText binding) {
		String text = this.combined.get(binding);
		if (text == null) {
			text = String.join("; ", binding.sql(), this.sql);
			this.combined.put(binding, text);
		}
		return text;
	}

}
