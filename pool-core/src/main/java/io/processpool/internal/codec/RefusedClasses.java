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

import java.util.Set;

/**
 * Classes that no message of a worker may name: they are the links of published chains
 * that turn deserialization into the execution of commands. The list is long and never
 * complete; it is a second line behind the private channel. Names are refused before the
 * class is loaded.
 * <p>
 * An entry stands for itself, and for all that is in it: the packages and classes of a
 * package, the nested classes of a class.
 */
final class RefusedClasses {

	private static final Set<String> ENTRIES = Set.of(
			// call any method by reflection
			"bsh", "clojure", "com.alibaba.fastjson.JSONArray", "com.alibaba.fastjson.JSONObject",
			"com.alibaba.fastjson2.JSONArray", "com.alibaba.fastjson2.JSONObject",
			"com.fasterxml.jackson.databind.node.POJONode", "com.rometools.rome.feed.impl",
			"com.sun.syndication.feed.impl", "com.vaadin.data.util", "com.vaadin.v7.data.util",
			"flex.messaging.util.concurrent", "groovy.util.Expando", "java.beans.EventHandler",
			"java.beans.beancontext", "java.lang.ProcessBuilder", "java.lang.Runtime", "javassist.util.proxy",
			"jdk.nashorn", "net.sf.json", "ognl", "org.apache.click.control",
			"org.apache.commons.beanutils.BeanComparator", "org.apache.commons.beanutils2.BeanComparator",
			"org.apache.commons.collections.comparators.TransformingComparator",
			"org.apache.commons.collections.functors", "org.apache.commons.collections.keyvalue.TiedMapEntry",
			"org.apache.commons.collections.map.DefaultedMap", "org.apache.commons.collections.map.LazyMap",
			"org.apache.commons.collections.map.TransformedMap",
			"org.apache.commons.collections4.comparators.TransformingComparator",
			"org.apache.commons.collections4.functors", "org.apache.commons.collections4.keyvalue.TiedMapEntry",
			"org.apache.commons.collections4.map.DefaultedMap", "org.apache.commons.collections4.map.LazyMap",
			"org.apache.commons.collections4.map.TransformedMap", "org.apache.commons.jelly",
			"org.apache.commons.proxy", "org.apache.myfaces.context.servlet", "org.apache.myfaces.view.facelets.el",
			"org.apache.velocity", "org.codehaus.groovy.runtime.ConversionHandler",
			"org.codehaus.groovy.runtime.ConvertedClosure", "org.codehaus.groovy.runtime.MethodClosure",
			"org.hibernate.engine.spi.TypedValue", "org.hibernate.property", "org.hibernate.tuple",
			"org.hibernate.type.ComponentType", "org.jboss.interceptor", "org.jboss.weld.interceptor", "org.jruby",
			"org.mozilla.javascript", "org.openjdk.nashorn", "org.python", "org.springframework.aop.aspectj",
			"org.springframework.aop.framework", "org.springframework.aop.target",
			"org.springframework.beans.factory.ObjectFactory",
			"org.springframework.beans.factory.config.MethodInvokingFactoryBean",
			"org.springframework.beans.factory.config.ObjectFactoryCreatingFactoryBean",
			"org.springframework.beans.factory.config.PropertyPathFactoryBean",
			"org.springframework.beans.factory.support.AutowireUtils",
			"org.springframework.beans.factory.support.DefaultListableBeanFactory",
			"org.springframework.core.SerializableTypeWrapper", "scala.sys.process", "sun.reflect.annotation",
			"tools.jackson.databind.node.POJONode",
			// define classes from bytes, or evaluate text
			"com.sun.org.apache.bcel", "com.sun.org.apache.xalan", "com.sun.org.apache.xpath",
			"java.net.URLClassLoader", "javax.script", "javax.management.loading", "org.apache.bcel",
			"org.apache.xalan", "org.apache.xpath", "org.docx4j.org.apache.xalan",
			// look up, call or export remote objects
			"com.caucho", "com.ibatis.sqlmap.engine.transaction", "com.mchange", "com.nqadmin.rowset",
			"com.pastdev.httpcomponents", "com.sun.corba", "com.sun.jmx", "com.sun.jndi", "com.sun.rowset",
			"java.rmi.MarshalledObject", "java.rmi.activation", "java.rmi.dgc", "java.rmi.registry",
			"java.rmi.server.RemoteObject", "java.rmi.server.RemoteObjectInvocationHandler",
			"java.rmi.server.RemoteServer", "java.rmi.server.RemoteStub", "java.rmi.server.UnicastRemoteObject",
			"javax.management.modelmbean", "javax.management.remote", "javax.naming.InitialContext",
			"javax.naming.LinkRef", "javax.naming.Reference", "javax.naming.ldap.Rdn", "javax.naming.spi",
			"oracle.jdbc.connection", "oracle.jdbc.pool", "oracle.jdbc.rowset", "org.apache.activemq.command",
			"org.apache.commons.configuration.JNDIConfiguration", "org.apache.commons.configuration2.JNDIConfiguration",
			"org.apache.commons.dbcp", "org.apache.commons.dbcp2", "org.apache.ibatis.datasource",
			"org.apache.ibatis.executor.loader", "org.apache.openjpa", "org.apache.shiro.jndi",
			"org.apache.shiro.realm", "org.apache.tomcat.dbcp", "org.apache.xbean.naming", "org.hibernate.jmx",
			"org.logicalcobwebs.proxool", "org.springframework.jndi",
			"org.springframework.transaction.jta.JtaTransactionManager", "sun.rmi", "weblogic",
			// write files
			"org.apache.batik.swing", "org.apache.commons.fileupload.disk", "org.apache.commons.fileupload2",
			"org.apache.wicket.util.io", "org.apache.wicket.util.upload", "org.aspectj.weaver",
			// read further streams, which no filter sees
			"java.security.SignedObject", "javax.crypto.SealedObject",
			// call toString, compareTo or equals on anything
			"javax.management.BadAttributeValueExpException", "javax.swing.MultiUIDefaults", "javax.swing.UIDefaults",
			"javax.swing.event.EventListenerList", "javax.swing.undo", "sun.swing");

	private RefusedClasses() {
	}

	static boolean contains(String className) {
		String name = className;
		if (name.startsWith("[")) {
			name = name.substring(name.lastIndexOf('[') + 1);
			name = (name.startsWith("L") && name.endsWith(";")) ? name.substring(1, name.length() - 1) : name;
		}
		for (int i = 0; i < name.length(); i++) {
			char each = name.charAt(i);
			if ((each == '.' || each == '$') && ENTRIES.contains(name.substring(0, i))) {
				return true;
			}
		}
		return ENTRIES.contains(name);
	}

}
