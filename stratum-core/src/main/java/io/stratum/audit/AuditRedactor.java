package io.stratum.audit;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.stratum.engine.ExactJson;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secrets out of the audit log.
 *
 * <p>
 * A member of an object is redacted by its name, at any depth: {@code password} covers
 * {@code db_password} and {@code dbPassword} too. Texts that have the form of an API key,
 * a webhook secret, a ciphertext or a token are redacted wherever they stand.
 */
public final class AuditRedactor {

	/** What stands in place of a secret. */
	public static final String REDACTED = "[redacted]";

	private static final List<String> SECRETS = List.of("password", "passwd", "passphrase", "secret", "token",
			"credential", "credentials", "authorization", "api_key_text", "plaintext_key", "plaintext", "key_hash",
			"private_key", "encryption_key", "ciphertext", "pepper");

	// An API key of another prefix has an upper-case letter, which no slug of that length
	// has.
	private static final Pattern SECRET_TEXT = Pattern.compile("sk_(?:live|test)_[A-Za-z0-9_-]{43}"
			+ "|(?<![A-Za-z0-9])[a-z][a-z0-9_]{1,15}_(?=[a-z0-9_-]{0,42}[A-Z])[A-Za-z0-9_-]{43}"
			+ "|whsec_[A-Za-z0-9+/=_-]{16,}" + "|st1\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{16,}"
			+ "|eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*" + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*");

	private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");

	private final Set<String> names = new HashSet<>();

	/**
	 * Creates a redactor.
	 * @param fieldNames further names of members whose values are secret, such as
	 * {@code iban}; upper and lower case and separators make no difference
	 */
	public AuditRedactor(Collection<String> fieldNames) {
		SECRETS.forEach((name) -> this.names.add(normalize(name)));
		fieldNames.forEach((name) -> this.names.add(normalize(name)));
	}

	/**
	 * Replaces the secrets of a value.
	 * @param value a state or metadata, as JSON understands it
	 * @return the value with secrets replaced, in a form that can be hashed and stored
	 */
	public @Nullable Object redact(@Nullable Object value) {
		return walk(ExactJson.of(value));
	}

	/**
	 * Replaces the secrets of a text.
	 * @param text any text
	 * @return the text with secrets replaced
	 */
	public @Nullable String redactText(@Nullable String text) {
		return (text != null) ? SECRET_TEXT.matcher(ExactJson.text(text)).replaceAll(REDACTED) : null;
	}

	/**
	 * Tells whether a name says that what it names is secret.
	 * @param name name of a member or attribute
	 * @return whether values of that name are redacted, unless they are absent or flags
	 */
	public boolean isSecret(String name) {
		return endsWithSecret(normalize(name));
	}

	/**
	 * Returns what names of secrets look like, for databases.
	 * @return a regular expression of PostgreSQL over names in snake case, the same for
	 * the same names
	 */
	public String secretNames() {
		return "(^|_)(" + String.join("|", new TreeSet<>(this.names)) + ")$";
	}

	private @Nullable Object walk(@Nullable Object value) {
		if (value instanceof Map<?, ?> members) {
			Map<@Nullable String, @Nullable Object> redacted = new LinkedHashMap<>();
			members.forEach((name, member) -> redacted.put(redactText(String.valueOf(name)),
					isSecret(String.valueOf(name), member) ? REDACTED : walk(member)));
			return redacted;
		}
		if (value instanceof List<?> items) {
			return items.stream().map(this::walk).toList();
		}
		return (value instanceof String text) ? redactText(text) : value;
	}

	// An absent secret is no secret: null and flags such as "masked" stay readable.
	private boolean isSecret(String name, @Nullable Object member) {
		return member != null && !(member instanceof Boolean) && endsWithSecret(normalize(name));
	}

	private boolean endsWithSecret(String name) {
		int start = 0;
		do {
			if (this.names.contains(name.substring(start))) {
				return true;
			}
			start = name.indexOf('_', start) + 1;
		}
		while (start > 0);
		return false;
	}

	private static String normalize(String name) {
		return WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
	}

}
