package io.stratum.sample.demo;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Component;

/**
 * Shows each new key once, on standard output and never in a log.
 */
@Component
class KeyBoard {

	private final Map<String, String> fresh = new LinkedHashMap<>();

	void add(String name, String plaintext) {
		this.fresh.put(name, plaintext);
	}

	void print() {
		StringBuilder text = new StringBuilder("\n");
		if (this.fresh.isEmpty()) {
			text.append("API keys exist already. To add one: POST /api/v1/api-keys with an admin key.\n");
		}
		else {
			text.append("API keys, shown this once:\n");
			this.fresh.forEach((name, key) -> text.append("  %-16s %s%n".formatted(name, key)));
		}
		System.out.println(text);
		this.fresh.clear();
	}

}
