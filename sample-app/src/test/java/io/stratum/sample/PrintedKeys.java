package io.stratum.sample;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API keys that an order desk prints when it starts first.
 */
final class PrintedKeys {

	private static final Pattern KEY = Pattern.compile("^  (\\S.*\\S) +(sk_test_\\S+)$", Pattern.MULTILINE);

	private final Map<String, String> keys = new HashMap<>();

	PrintedKeys(String output) {
		Matcher matcher = KEY.matcher(output);
		while (matcher.find()) {
			this.keys.put(matcher.group(1).trim(), matcher.group(2));
		}
	}

	String get(String name) {
		return this.keys.get(name);
	}

	/**
	 * Returns the keys by the names that pages give them.
	 */
	Map<String, String> variables() {
		return Map.of("OPERATOR", get("operator"), "NORTHSTAR", get("northstar admin"), "ACME", get("acme write"),
				"ACME_READ", get("acme read"), "GLOBEX", get("globex write"), "INITECH", get("initech write"),
				"SOUTHGATE", get("southgate admin"));
	}

}
