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

import java.util.List;

/**
 * Classes that no message may name: they are the links of published chains that turn
 * deserialization into the execution of commands. The list is short and never complete;
 * it is a second line behind the private channel. Names are refused before the class is
 * loaded.
 */
final class RefusedClasses {

	private static final List<String> PREFIXES = List.of(
			// call any method by reflection
			"org.apache.commons.collections.functors.", "org.apache.commons.collections4.functors.",
			"org.apache.commons.beanutils.BeanComparator", "org.codehaus.groovy.runtime.ConvertedClosure",
			"org.codehaus.groovy.runtime.MethodClosure", "java.beans.EventHandler", "bsh.", "org.mozilla.javascript.",
			"org.python.core.", "com.sun.syndication.feed.impl.", "com.rometools.rome.feed.impl.",
			"org.springframework.core.SerializableTypeWrapper$MethodInvokeTypeProvider",
			"org.springframework.beans.factory.support.AutowireUtils$",
			// define classes from bytes
			"com.sun.org.apache.xalan.internal.xsltc.trax.", "org.apache.xalan.xsltc.trax.",
			// look up remote objects
			"com.sun.rowset.JdbcRowSetImpl", "com.mchange.v2.c3p0.", "org.apache.commons.fileupload.disk.",
			"java.rmi.server.UnicastRemoteObject", "java.rmi.server.RemoteObjectInvocationHandler", "sun.rmi.",
			// call toString on anything
			"javax.management.BadAttributeValueExpException");

	private RefusedClasses() {
	}

	static boolean contains(String className) {
		String name = className;
		if (name.startsWith("[")) {
			name = name.substring(name.lastIndexOf('[') + 1);
			name = name.startsWith("L") ? name.substring(1) : name;
		}
		for (String prefix : PREFIXES) {
			if (name.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

}
