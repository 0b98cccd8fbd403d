package io.tailrace.testing.disk;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes which methods of some interfaces make steps on a disk, so that one is noticed that never does: a durable call that no
 * fault is tried at. Any thread.
 */
public final class CalledMethods {

    private final List<Class<?>> interfaces;
    private final Set<String> stepped = ConcurrentHashMap.newKeySet();

    /** @param interfaces what is returned by one of them is watched as well, where it is another one of them */
    public CalledMethods(Class<?>... interfaces) {
        this.interfaces = List.of(interfaces);
    }

    /** Does what the real one does, and takes notes. */
    public <T> T watch(Class<T> type, T real, ForgetfulDisk disk) {
        Object watched =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result;
                    // Held, so that no other thread makes a step meanwhile.
                    synchronized (disk) {
                        int before = disk.stepCount();
                        try {
                            result = method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        } finally {
                            if (disk.stepCount() > before) {
                                stepped.add(name(method));
                            }
                        }
                    }
                    return watchResult(method.getReturnType(), result, disk);
                });
        return type.cast(watched);
    }

    private <R> Object watchResult(Class<R> type, Object result, ForgetfulDisk disk) {
        return result != null && interfaces.contains(type) ? watch(type, type.cast(result), disk) : result;
    }

    /** Those that have made a step, as {@code Interface.method}. */
    public Set<String> stepped() {
        return new TreeSet<>(stepped);
    }

    /** All of the interfaces' own and inherited ones, but for those that are named. */
    public Set<String> allBut(String... queries) {
        Set<String> all = new TreeSet<>();
        for (Class<?> type : interfaces) {
            Arrays.stream(type.getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .forEach(method -> all.add(name(method)));
        }
        for (String query : queries) {
            if (!all.remove(query)) {
                throw new IllegalArgumentException("there is no " + query + " in " + all);
            }
        }
        return all;
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
