package io.stratum.isolation.binding;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Knows which statements would take a connection out of its binding.
 *
 * <p>
 * <b>Guarantees.</b> None: it is a courtesy that names the right way. A statement that
 * slips through, {@code set_config} among them, meets row-level security.
 */
final class StatementGuard {

	private static final Set<String> TRANSACTION = Set.of("begin", "start", "commit", "end", "rollback", "abort",
			"savepoint", "release");

	private static final Set<String> SETTINGS = Set.of("role", "search_path", "schema", "authorization", "app");

	private StatementGuard() {
	}

	/**
	 * Looks for a reason to refuse a text.
	 * @param statements first words of each statement
	 * @return the reason, or {@code null} to let it pass
	 */
	static @Nullable String refusal(List<List<String>> statements) {
		for (List<String> words : statements) {
			String refusal = refusalOf(words);
			if (refusal != null) {
				return refusal;
			}
			if (word(words, 0).equals("create")) {
				// The body of a routine may hold semicolons and "end".
				return null;
			}
		}
		return null;
	}

	private static @Nullable String refusalOf(List<String> words) {
		String first = word(words, 0);
		if (TRANSACTION.contains(first) || (first.equals("prepare") && word(words, 1).equals("transaction"))) {
			return refuse(first,
					"Use setAutoCommit, commit, rollback and setSavepoint of the connection, or @Transactional.");
		}
		return switch (first) {
			case "discard" -> refuse(first, "A connection of a tenant keeps nothing that needs to be discarded.");
			case "set", "reset" -> refusalOfSetting(first, words);
			case "vacuum" -> refuse(first, "It cannot run in a transaction. Use the data source of the owner.");
			case "copy" -> words.contains("from")
					? refuse("copy … from",
							"PostgreSQL does not copy into tables under row-level security. Use a batch of inserts.")
					: null;
			default -> null;
		};
	}

	private static @Nullable String refusalOfSetting(String first, List<String> words) {
		String name = word(words, 1);
		if (name.equals("local") || name.equals("session")) {
			name = word(words, 2);
		}
		boolean all = first.equals("reset") && name.equals("all");
		// A quoted name may hold its dot: set "app.x".
		if (all || SETTINGS.contains(name) || name.startsWith("app.")) {
			return refuse(first + " " + name,
					"It belongs to the binding. Bind a tenant with TenantContext.bind instead.");
		}
		return null;
	}

	private static String refuse(String what, String instead) {
		return "A connection of a tenant does not run '" + what + "'. " + instead;
	}

	private static String word(List<String> words, int index) {
		return (index < words.size()) ? words.get(index) : "";
	}

}
