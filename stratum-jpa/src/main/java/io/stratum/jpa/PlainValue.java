package io.stratum.jpa;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.BasicType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns what an attribute holds into what JSON can say.
 */
final class PlainValue {

	/** Longest text that is kept whole. */
	static final int LONGEST = 4096;

	private PlainValue() {
	}

	static @Nullable Object of(Type type, @Nullable Object value, SharedSessionContractImplementor session) {
		if (value == null) {
			return null;
		}
		if (type instanceof EntityType reference) {
			return identifier(reference, value, session);
		}
		if (type instanceof CompositeType composite) {
			return members(composite, value, session);
		}
		return (type instanceof BasicType<?> basic) ? basic(basic, value) : scalar(value);
	}

	// A proxy knows its identifier without a look at the database.
	private static @Nullable Object identifier(EntityType reference, Object value,
			SharedSessionContractImplementor session) {
		LazyInitializer proxy = HibernateProxy.extractLazyInitializer(value);
		Object id = (proxy != null) ? proxy.getIdentifier()
				: session.getEntityPersister(reference.getAssociatedEntityName(), value).getIdentifier(value, session);
		return (id != null) ? scalar(id) : null;
	}

	private static Map<String, @Nullable Object> members(CompositeType composite, Object value,
			SharedSessionContractImplementor session) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		String[] names = composite.getPropertyNames();
		Type[] types = composite.getSubtypes();
		Object[] values = composite.getPropertyValues(value, session);
		for (int i = 0; i < names.length; i++) {
			if (!types[i].isCollectionType()) {
				members.put(names[i], of(types[i], values[i], session));
			}
		}
		return members;
	}

	private static @Nullable Object basic(BasicType<?> type, Object value) {
		if (type.getJdbcType().getDefaultSqlTypeCode() == SqlTypes.JSON) {
			return value;
		}
		Object stored = type.convertToRelationalValue(value);
		return (stored != null) ? scalar(stored) : null;
	}

	private static Object scalar(Object value) {
		if (value instanceof Number || value instanceof Boolean || value instanceof Map
				|| value instanceof Collection) {
			return value;
		}
		if (value instanceof byte[] bytes) {
			return "[" + bytes.length + " bytes]";
		}
		return (value instanceof Object[] items) ? Arrays.asList(items) : shortened(String.valueOf(value));
	}

	private static String shortened(String text) {
		return (text.length() <= LONGEST) ? text : text.substring(0, LONGEST) + "… [" + text.length() + " characters]";
	}

}
