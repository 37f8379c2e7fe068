package io.stratum.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.Issue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The config keys that the application declares, and the rules for all others.
 */
public final class ConfigKeys {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]{0,254}");

	private static final Set<String> RESERVED = Set.of("batch", "inheritance", "drift");

	private final SortedMap<String, Declared> declared = new TreeMap<>();

	private final UnknownKeys unknownKeys;

	/**
	 * Creates the registry.
	 * @param keys the declared keys
	 * @param unknownKeys treatment of all others
	 * @throws IllegalArgumentException if a key is declared twice, has a name that cannot
	 * be set, a default that breaks its own schema, or is sensitive and narrows
	 */
	public ConfigKeys(Collection<? extends ConfigKey<?>> keys, UnknownKeys unknownKeys) {
		this.unknownKeys = unknownKeys;
		keys.forEach(this::declare);
	}

	/**
	 * Creates a registry without declared keys, where any key may be set.
	 * @return the registry
	 */
	public static ConfigKeys none() {
		return new ConfigKeys(List.of(), UnknownKeys.ALLOW);
	}

	/**
	 * Returns the declared keys.
	 * @return the keys, sorted by name
	 */
	public List<ConfigKey<?>> all() {
		return this.declared.values().stream().<ConfigKey<?>>map(Declared::key).toList();
	}

	/**
	 * Finds a declared key.
	 * @param name its name
	 * @return the key, or empty if it is not declared
	 */
	public Optional<ConfigKey<?>> find(String name) {
		return Optional.ofNullable(this.declared.get(name)).map(Declared::key);
	}

	/**
	 * Checks what needs no look at the tenants.
	 * @return the value as JSON text
	 * @throws InvalidInputException if the key or the value breaks a rule
	 */
	String check(ConfigChange change) {
		checkName(change.key());
		if (change.value() == null) {
			throw InvalidInputException.of("value", "A value is required.", "required");
		}
		String json = StorableValue.write(change.value());
		Declared key = this.declared.get(change.key());
		if (key != null) {
			checkFlags(key.key(), change);
			checkValue(key, change.value(), isSensitive(change.key()) || Boolean.TRUE.equals(change.sensitive()));
		}
		else if (this.unknownKeys == UnknownKeys.REJECT) {
			throw new InvalidInputException(ErrorCode.CONFIG_KEY_UNKNOWN,
					List.of(new Issue("key", "The key is not declared by the application.", "unknown")));
		}
		return json;
	}

	static void checkName(String name) {
		if (!NAME.matcher(name).matches()) {
			throw InvalidInputException.of("key",
					"A key has 1 to 255 of the characters A-Z a-z 0-9 _ . : - and begins with a letter, digit or _.",
					"pattern");
		}
		if (RESERVED.contains(name)) {
			throw InvalidInputException.of("key", "The key is reserved.", "reserved");
		}
	}

	boolean isSensitive(String name) {
		return find(name).filter(ConfigKey::isSensitive).isPresent();
	}

	Narrowing narrowing(String name) {
		return find(name).map(ConfigKey::narrowing).orElse(Narrowing.ANY);
	}

	/**
	 * Returns the value that holds where nobody sets one.
	 */
	@Nullable JsonNode defaultNode(String name) {
		Declared key = this.declared.get(name);
		return (key != null) ? key.key().defaultNode() : null;
	}

	Map<String, Declared> declared() {
		return this.declared;
	}

	private void declare(ConfigKey<?> key) {
		try {
			checkName(key.name());
			Declared declaration = Declared.of(key);
			JsonNode value = key.defaultNode();
			if (value != null) {
				checkValue(declaration, value, key.isSensitive());
			}
			if (this.declared.put(key.name(), declaration) != null) {
				throw new IllegalArgumentException("Config key '" + key.name() + "' is declared twice.");
			}
		}
		catch (InvalidInputException ex) {
			throw new IllegalArgumentException("Config key '" + key.name() + "' is not usable. " + ex.getMessage(), ex);
		}
		if (key.isSensitive() && key.narrowing() != Narrowing.ANY) {
			throw new IllegalArgumentException(
					"Config key '" + key.name() + "' is sensitive, so its values cannot be compared to narrow.");
		}
	}

	private static void checkFlags(ConfigKey<?> key, ConfigChange change) {
		if (!key.isLockable() && Boolean.TRUE.equals(change.locked())) {
			throw InvalidInputException.of("locked", "The key cannot be locked.", "lockable");
		}
		if (key.isSensitive() && Boolean.FALSE.equals(change.sensitive())) {
			throw InvalidInputException.of("sensitive", "Values of the key are always sensitive.", "sensitive");
		}
		if (key.narrowing() != Narrowing.ANY && Boolean.TRUE.equals(change.sensitive())) {
			throw InvalidInputException.of("sensitive", "Values of the key are compared, so they cannot be sensitive.",
					"narrowing");
		}
	}

	private static void checkValue(Declared key, JsonNode value, boolean secret) {
		List<Issue> issues = key.issues(value, secret);
		if (!issues.isEmpty()) {
			throw new InvalidInputException(issues);
		}
	}

}
