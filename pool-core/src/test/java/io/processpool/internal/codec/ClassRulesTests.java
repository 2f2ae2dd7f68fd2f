/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.processpool.internal.codec;

import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.chrono.JapaneseDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.management.BadAttributeValueExpException;

import io.processpool.Args;
import io.processpool.DeserializationPolicy;
import io.processpool.RemoteTaskException;
import io.processpool.TaskCallable;
import io.processpool.TaskSerializationException;
import org.apache.commons.collections.functors.InvokerTransformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a worker may send, by the name of its class.
 */
class ClassRulesTests {

	private static final DeserializationPolicy NO_CLASS_OF_OURS = DeserializationPolicy.standard().allow("a.B");

	private static Object decode(Object value, ClassRules rules) {
		byte[] bytes = Codecs.encode(value);
		return new ObjectCodec(DecodeLimits.defaults(), rules).decode(bytes, 0, bytes.length, Codecs.LOADER, "result");
	}

	private static Object decode(Object value, DeserializationPolicy policy) {
		return decode(value, ClassRules.of(policy));
	}

	private static void assertRefused(Object value, ClassRules rules, Class<?> culprit) {
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> decode(value, rules))
			.withMessageStartingWith("Cannot decode the result: class " + culprit.getName() + " is refused, because ")
			.satisfies((ex) -> assertThat(ex.typeName()).contains(culprit.getName()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.apache.commons.collections.functors.InvokerTransformer",
			"org.apache.commons.collections4.functors.ChainedTransformer", "org.apache.commons.collections.map.LazyMap",
			"[Lorg.apache.commons.collections.Transformer;", "[[Lbsh.Interpreter;",
			"com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl", "org.apache.xalan.xsltc.trax.TemplatesImpl",
			"com.sun.org.apache.xpath.internal.objects.XString", "org.codehaus.groovy.runtime.MethodClosure",
			"org.springframework.core.SerializableTypeWrapper$MethodInvokeTypeProvider",
			"org.springframework.beans.factory.support.AutowireUtils$ObjectFactoryDelegatingInvocationHandler",
			"org.springframework.aop.framework.JdkDynamicAopProxy", "com.sun.syndication.feed.impl.ObjectBean",
			"com.rometools.rome.feed.impl.ToStringBean", "com.mchange.v2.c3p0.PoolBackedDataSource",
			"com.mchange.v2.c3p0.impl.PoolBackedDataSourceBase", "com.sun.rowset.JdbcRowSetImpl",
			"java.rmi.server.UnicastRemoteObject", "java.rmi.server.RemoteObjectInvocationHandler",
			"sun.rmi.server.ActivationGroupImpl", "javax.management.BadAttributeValueExpException",
			"javax.management.remote.rmi.RMIConnector", "java.security.SignedObject", "javax.crypto.SealedObject",
			"java.lang.ProcessBuilder", "java.lang.Runtime", "javax.script.ScriptEngineManager",
			"java.beans.EventHandler", "org.hibernate.engine.spi.TypedValue",
			"org.hibernate.property.access.spi.GetterMethodImpl", "org.hibernate.tuple.component.PojoComponentTuplizer",
			"com.fasterxml.jackson.databind.node.POJONode", "tools.jackson.databind.node.POJONode",
			"javassist.util.proxy.SerializedProxy", "bsh.XThis$Handler", "org.mozilla.javascript.NativeJavaObject",
			"org.aspectj.weaver.tools.cache.SimpleCache$StoreableCachingMap", "clojure.lang.PersistentArrayMap",
			"com.vaadin.data.util.PropertysetItem", "org.apache.wicket.util.upload.DiskFileItem",
			"org.apache.commons.fileupload.disk.DiskFileItem", "org.apache.commons.beanutils.BeanComparator",
			"sun.reflect.annotation.AnnotationInvocationHandler", "org.jboss.weld.interceptor.builder.MethodReference",
			"org.python.core.PyFunction", "org.apache.myfaces.view.facelets.el.ValueExpressionMethodExpression",
			"com.caucho.naming.QName", "org.apache.click.control.Column$ColumnComparator",
			"javax.swing.event.EventListenerList", "com.alibaba.fastjson.JSONArray", "scala.sys.process.Process",
			"javax.naming.ldap.Rdn$RdnEntry", "com.sun.jndi.rmi.registry.ReferenceWrapper" })
	void classesKnownFromAttacksAreRefusedByName(String name) {
		boolean array = name.equals("[Lorg.apache.commons.collections.Transformer;");
		assertThat(RefusedClasses.contains(name)).isEqualTo(!array);
		assertThat(ClassRules.standard().refusal(name) != null).isEqualTo(!array);
		assertThat(ClassRules.trusting().refusal(name)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "java.lang.RuntimeException", "java.lang.String", "[I", "[Ljava.lang.String;", "int",
			"bshful.Task", "org.springframework.beans.factory.BeanCreationException", "javax.naming.NamingException",
			"com.fasterxml.jackson.databind.node.NodeSerialization", "org.hibernate.collection.spi.PersistentBag",
			"java.rmi.RemoteException", "org.apache.commons.collections.FastHashMap", "", "$", ".", "[", "[L" })
	void othersAreNot(String name) {
		assertThat(RefusedClasses.contains(name)).isFalse();
	}

	@Test
	void aClassKnownFromAttacksIsRefusedWhateverIsAllowed() {
		int before = InvokerTransformer.READ.get();
		DeserializationPolicy allowing = DeserializationPolicy.strict().allow("org.apache.**");
		for (Object value : List.of(new InvokerTransformer(), new HashMap<>(Map.of("key", new InvokerTransformer())),
				new InvokerTransformer[] { new InvokerTransformer() }, new Object[] { InvokerTransformer.class })) {
			assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> decode(value, allowing))
				.withMessageContaining("InvokerTransformer")
				.withMessageContaining("it is known from attacks on deserialization, which no setting allows");
		}
		assertRefused(new BadAttributeValueExpException("x"), ClassRules.standard(),
				BadAttributeValueExpException.class);
		assertThat(InvokerTransformer.READ).hasValue(before);
		assertThat(decode(new InvokerTransformer(), ClassRules.trusting())).isInstanceOf(InvokerTransformer.class);
	}

	@Test
	void aFailureThatHoldsSuchAClassIsToldAsText() {
		Holder holder = new Holder(new InvokerTransformer());
		byte[] bytes = new ThrowableCodec(DecodeLimits.defaults()).encode(holder);
		Throwable copy = new ThrowableCodec(DecodeLimits.defaults()).decode(bytes, 0, bytes.length, Codecs.LOADER);
		assertThat(copy).isInstanceOf(RemoteTaskException.class)
			.hasMessageContaining("held it")
			.hasMessageContaining("class " + InvokerTransformer.class.getName() + " is refused, because it is known");
	}

	static Stream<Arguments> values() throws IOException {
		return Stream.of(new Object[] { 1, "two", 3L }, new int[][] { { 1 }, { 2 } }, new BigDecimal[] { null },
				Instant.now(), LocalDate.now(), Duration.ofDays(1), ZonedDateTime.now(), JapaneseDate.now(),
				UUID.randomUUID(), Locale.GERMANY, Currency.getInstance("EUR"), new Date(), new GregorianCalendar(),
				URI.create("file:///x"), new File("x"), InetAddress.getByName("127.0.0.1"), new StringBuilder("x"),
				new Properties(), new BitSet(3), new HashMap<>(Map.of(1, List.of(2))), new TreeMap<>(Map.of("a", 1)),
				new TreeMap<>(Comparator.reverseOrder()), new LinkedHashMap<>(Map.of(1, Set.of(2))),
				new ConcurrentHashMap<>(Map.of(1, 2)), new ConcurrentSkipListMap<>(Map.of(1, 2)),
				new CopyOnWriteArrayList<>(List.of(1)), new LinkedBlockingQueue<>(List.of(1)),
				new ArrayDeque<>(List.of(1)), new PriorityQueue<>(List.of(3, 1)), new AtomicLong(1),
				Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))), Arrays.asList(new Date(), null),
				Collections.synchronizedList(new java.util.LinkedList<>(List.of(1))), EnumSet.of(TimeUnit.DAYS),
				new EnumMap<>(Map.of(TimeUnit.DAYS, 1)), Calendar.getInstance(), new java.sql.Timestamp(1),
				Args.of(new Date(), 2), new IllegalStateException("x", new IOException("y")),
				new NoSuchElementException(), new ArithmeticException(),
				new TaskSerializationException("x", "y", "z", null))
			.map((value) -> Arguments.of(value));
	}

	@ParameterizedTest
	@MethodSource("values")
	void valuesOfTheJdkAreOnEveryList(Object value) {
		assertThat(decode(value, NO_CLASS_OF_OURS)).hasSameClassAs(value);
	}

	@Test
	void whatIsNotOnTheListIsRefusedWithTheSetting() throws Exception {
		ClassRules rules = ClassRules.of(NO_CLASS_OF_OURS);
		assertRefused(new Letter("x"), rules, Letter.class);
		assertRefused(List.of(new Letter("x")), rules, Letter.class);
		assertRefused(new Letter[0], rules, Letter[].class);
		assertRefused(new URL("file:///x"), rules, URL.class);
		assertRefused(Stamp.FRAGILE, rules, Stamp.class);
		assertRefused(new Object[] { Letter.class }, rules, Letter.class);
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> decode(new Letter("x"), rules))
			.withMessageContaining("add '" + Letter.class.getName() + "' or its package")
			.withMessageContaining("DeserializationPolicy.allow")
			.withMessageContaining("pool.deserialization.allow");
	}

	@Test
	void patternsAllow() {
		String ours = ClassRulesTests.class.getPackageName();
		for (String pattern : List.of(Letter.class.getName(), ours + ".*", "io.processpool.**",
				ours + ".ClassRules*")) {
			DeserializationPolicy policy = DeserializationPolicy.standard().allow(pattern);
			assertThat(decode(new Letter("x"), policy)).isEqualTo(new Letter("x"));
			assertThat(decode(new Letter[] { new Letter("y") }, policy)).isEqualTo(new Letter[] { new Letter("y") });
		}
		ClassRules refusing = ClassRules
			.of(DeserializationPolicy.strict().allow("!" + Letter.class.getName(), ours + ".*"));
		assertThat(decode(Stamp.FRAGILE, refusing)).isEqualTo(Stamp.FRAGILE);
		assertRefused(new Letter("x"), refusing, Letter.class);
	}

	@Test
	void patternsThatOnlyRefuseLeaveTheRestAsItIs() {
		DeserializationPolicy policy = DeserializationPolicy.standard().allow("!" + Letter.class.getName());
		assertThat(policy.isList()).isFalse();
		ClassRules rules = ClassRules.of(policy);
		assertThat(decode(Stamp.FRAGILE, rules)).isEqualTo(Stamp.FRAGILE);
		assertRefused(new Letter("x"), rules, Letter.class);
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> decode(new Letter("x"), rules))
			.withMessageContaining("a pattern of DeserializationPolicy.allow refuses it");
		assertThat(policy.allow("a.B").isList()).isTrue();
		assertRefused(Stamp.FRAGILE, ClassRules.of(policy.allow("a.B")), Stamp.class);
	}

	@Test
	void strictAllowsThePackagesOfTheTask() {
		ClassRules strict = ClassRules.of(DeserializationPolicy.strict());
		assertRefused(new Letter("x"), strict, Letter.class);
		TaskCallable<Letter> lambda = () -> new Letter("x");
		assertThat(decode(new Letter("x"), strict.withPackagesOf(lambda))).isEqualTo(new Letter("x"));
		assertThat(decode(new Letter("x"), strict.withPackagesOf(new Letter("a task")))).isEqualTo(new Letter("x"));
		assertRefused(new Letter("x"), strict.withPackagesOf("a task of the JDK"), Letter.class);
		assertRefused(new Object[] { lambda }, strict.withPackagesOf(lambda), java.lang.invoke.SerializedLambda.class);
	}

	@Test
	void theClassOfTheMethodCountsAsWellAsThatOfTheCaller() {
		TaskCallable<String> reference = io.processpool.testing.Anywhere::task;
		ClassRules rules = ClassRules.of(DeserializationPolicy.strict()).withPackagesOf(reference);
		assertThat(rules.refusal(io.processpool.testing.Anywhere.class)).isNull();
		assertThat(rules.refusal(Letter.class)).isNull();
		assertThat(rules.refusal(InvokerTransformer.class)).isNotNull();
		assertThat(rules.refusal(io.processpool.internal.channel.Message.class)).isNotNull();
	}

	@Test
	void rulesThatDoNotDependOnTheTaskStayTheSame() {
		ClassRules standard = ClassRules.of(DeserializationPolicy.standard());
		assertThat(standard.withPackagesOf("x")).isSameAs(standard);
		ObjectCodec codec = new ObjectCodec(DecodeLimits.defaults(), standard);
		assertThat(codec.forResultsOf("x")).isSameAs(codec);
	}

	@Test
	void theSuperclassesOfAnAllowedClassComeWithIt() {
		ClassRules rules = ClassRules.of(DeserializationPolicy.standard().allow(Special.class.getName()));
		assertThat(decode(new Special(), rules)).isInstanceOf(Special.class);
		assertRefused(new Holder("x"), rules, Holder.class);
	}

	@Test
	void aProxyIsAllowedIfItsInterfacesAndItsHandlerAre() {
		Object proxy = Proxy.newProxyInstance(Codecs.LOADER, new Class<?>[] { Predicate.class, Marker.class },
				new Handler());
		ClassRules all = ClassRules.of(DeserializationPolicy.standard()
			.allow(Marker.class.getName(), Handler.class.getName(), "java.util.**"));
		assertThat(decode(proxy, all)).isInstanceOf(Marker.class);
		assertRefused(proxy, ClassRules.of(DeserializationPolicy.standard().allow(Handler.class.getName())),
				Predicate.class);
		assertRefused(proxy,
				ClassRules.of(DeserializationPolicy.standard().allow(Marker.class.getName(), "java.util.**")),
				Handler.class);
	}

	@Test
	void exceptionsOutsideOfTheListAreToldAsText() {
		ThrowableCodec codec = new ThrowableCodec(DecodeLimits.defaults(), ClassRules.of(NO_CLASS_OF_OURS));
		byte[] bytes = codec.encode(new Holder("x"));
		assertThat(codec.decode(bytes, 0, bytes.length, Codecs.LOADER)).isInstanceOf(RemoteTaskException.class)
			.hasMessageContaining("class " + Holder.class.getName() + " is refused, because this pool's list");
		byte[] plain = codec.encode(new IllegalStateException("plain"));
		assertThat(codec.decode(plain, 0, plain.length, Codecs.LOADER)).isInstanceOf(IllegalStateException.class);
		TaskCallable<String> task = () -> "";
		ThrowableCodec strict = new ThrowableCodec(DecodeLimits.defaults(),
				ClassRules.of(DeserializationPolicy.strict()))
			.forFailuresOf(task);
		assertThat(strict.decode(bytes, 0, bytes.length, Codecs.LOADER)).isInstanceOf(Holder.class);
	}

	record Letter(String text) implements Serializable {
	}

	enum Stamp {

		FRAGILE

	}

	interface Marker {

	}

	private static final class Handler implements InvocationHandler, Serializable {

		@Serial
		private static final long serialVersionUID = 1L;

		@Override
		public Object invoke(Object proxy, Method method, Object[] arguments) {
			return false;
		}

	}

	private static class Holder extends RuntimeException {

		@Serial
		private static final long serialVersionUID = 1L;

		@SuppressWarnings({ "serial", "unused" })
		private final Object held;

		Holder(Object held) {
			super("held it");
			this.held = held;
		}

	}

	private static final class Special extends Holder {

		@Serial
		private static final long serialVersionUID = 1L;

		Special() {
			super("nothing");
		}

	}

}
